import type { ProxyEvent } from '../../lambda/events';
import type { FunctionCode } from '../../lambda/runtime';
import { answering, operationOf } from './answering';
import type { Success } from './answering';
import type { Part } from './api-function';
import { createResponses } from './responses';
import type { Responses } from './responses';

export interface PublicParts {
  responses: Part<Responses>;
}

export const publicParts: PublicParts = { responses: createResponses };

type PublicOperation = (call: { readonly event: ProxyEvent; readonly nowMs: number }) => Promise<Success>;

/** The shape of answers around operations that anybody may call. */
export function publicFunction(
  parts: PublicParts,
  createOperations: Part<Readonly<Record<string, PublicOperation>>>,
): FunctionCode<ProxyEvent> {
  return (environment, aws) => {
    const operations = createOperations(environment, aws);
    return answering(parts.responses(environment, aws), (event) =>
      operationOf(operations, event)({ event, nowMs: Date.now() }),
    );
  };
}
