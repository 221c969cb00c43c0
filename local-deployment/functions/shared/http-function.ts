import type { HttpEvent, HttpResult } from '../../lambda/http-events';
import type { FunctionCode } from '../../lambda/runtime';
import type { Part } from './api-function';
import { Refusal } from './refusal';
import type { RefusalAnswer } from './responses';

export interface HttpCall {
  readonly event: HttpEvent;
  readonly nowMs: number;
}

/** By route key: `{ 'GET /users/me': … }` */
export type HttpOperations = Readonly<Record<string, (call: HttpCall) => Promise<HttpResult>>>;

export type RefusalWriter = (refusal: RefusalAnswer, requestId: string) => HttpResult;

export interface HttpFunctionParts {
  refusal: Part<RefusalWriter>;
}

export const httpFunctionParts: HttpFunctionParts = {
  refusal:
    () =>
    ({ status, code, message, headers }, requestId) =>
      jsonResult(status, { error: { code, message, requestId } }, headers),
};

/** The shape of refusals around a function's operations behind an HTTP API. */
export function httpFunction(
  parts: HttpFunctionParts,
  createOperations: Part<HttpOperations>,
): FunctionCode<HttpEvent> {
  return (environment, aws) => {
    const operations = createOperations(environment, aws);
    const refused = parts.refusal(environment, aws);
    return async (event): Promise<HttpResult> => {
      try {
        const { [event.routeKey]: operation } = operations;
        if (!operation) throw new Refusal(404, 'NOT_FOUND', `${event.routeKey} does not exist`);
        return await operation({ event, nowMs: Date.now() });
      } catch (error) {
        const failure = new Refusal(500, 'INTERNAL_ERROR', 'The request could not be processed');
        return refused(error instanceof Refusal ? error : failure, event.requestContext.requestId);
      }
    };
  };
}

export function jsonResult(
  statusCode: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpResult {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(body),
  };
}

export function redirectTo(location: string, cookies: string[]): HttpResult {
  return { statusCode: 302, headers: { location, 'cache-control': 'no-store' }, cookies };
}

export function bodyOf({ body, isBase64Encoded }: HttpEvent): string | null {
  if (body === undefined) return null;
  return isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
}
