import type { ProxyEvent, ProxyResult } from '../../lambda/events';
import type { Handler } from '../../lambda/runtime';
import { Refusal } from './refusal';
import type { Responses } from './responses';

export type Success = { readonly status: 200 | 201; readonly data: unknown } | { readonly status: 204 };

/** What came of an operation, or why it was refused, as HTTP. */
export function answering(responses: Responses, perform: (event: ProxyEvent) => Promise<Success>): Handler<ProxyEvent> {
  return async (event): Promise<ProxyResult> => {
    try {
      const success = await perform(event);
      return success.status === 204 ? responses.noContent() : responses.success(success.status, success.data);
    } catch (error) {
      const failure = new Refusal(500, 'INTERNAL_ERROR', 'The request could not be processed');
      return responses.refusal(error instanceof Refusal ? error : failure, event.requestContext.requestId);
    }
  };
}

/** The operation of a request's method and resource; refuses what there is none for. */
export function operationOf<T>(operations: Readonly<Record<string, T>>, event: ProxyEvent): T {
  const operation = operations[`${event.httpMethod} ${event.resource}`];
  if (!operation) throw new Refusal(404, 'NOT_FOUND', `${event.httpMethod} ${event.resource} does not exist`);
  return operation;
}
