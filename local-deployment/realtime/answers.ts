import { randomUUID } from 'node:crypto';
import type { RefusalAnswer } from '../functions/shared/responses';
import { Refusal } from '../functions/shared/refusal';
import type { Answer } from '../gateway/answer';

export type ServiceRefusal = Pick<RefusalAnswer, 'status' | 'code' | 'message'>;

export function answer(status: number, body: object, requestId: string = randomUUID()): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-request-id': requestId },
    body: JSON.stringify(body),
  };
}

export function refusalAnswer({ status, code, message }: ServiceRefusal): Answer {
  const requestId = randomUUID();
  return answer(status, { error: { code, message, requestId } }, requestId);
}

/** A refusal as it is; anything else thrown is a failure of the service. */
export function refusalFor(error: unknown): ServiceRefusal {
  return error instanceof Refusal ? error : new Refusal(500, 'INTERNAL_ERROR', 'The request could not be processed');
}
