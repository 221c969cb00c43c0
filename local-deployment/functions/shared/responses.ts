import type { ProxyResult } from '../../lambda/events';
import type { Environment } from '../../lambda/runtime';
import { required, requiredSwitch } from './environment';

export interface RefusalAnswer {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** How results become HTTP: envelope, error shape, headers. */
export interface Responses {
  success(status: number, data: unknown): ProxyResult;
  noContent(): ProxyResult;
  refusal(refusal: RefusalAnswer, requestId: string): ProxyResult;
}

export function createResponses(environment: Environment): Responses {
  const enveloped = requiredSwitch(environment, 'RESPONSE_ENVELOPE');
  const cors = { 'Access-Control-Allow-Origin': required(environment, 'ALLOWED_ORIGIN'), Vary: 'Origin' };
  const headers = { 'Content-Type': 'application/json', ...cors };
  return {
    success: (statusCode, data) => ({ statusCode, headers, body: JSON.stringify(enveloped ? { data } : data) }),
    noContent: () => ({ statusCode: 204, headers: cors }),
    refusal: ({ status, code, message, headers: own }, requestId) => ({
      statusCode: status,
      headers: { ...headers, ...own },
      body: JSON.stringify({ error: { code, message, requestId } }),
    }),
  };
}
