import type { Contract } from '../../../contract';
import type { ApiClient, ApiResponse, RequestOptions } from '../../../fixtures/client/client';
import { layerOf } from '../../../fixtures/client/layer';
import { parseJson } from '../../../fixtures/client/json';

export interface Given {
  request?: string;
  status?: number;
  headers?: Record<string, string>;
  /** Sent as `application/json`, unless `headers` say otherwise. */
  json?: unknown;
  text?: string;
  gateway?: Contract['gateway'];
}

/** The ids that a REST API's gateway puts on every answer. */
export const ids = { 'x-amzn-requestid': 'request-1', 'x-amz-apigw-id': 'gateway-1' };

/** An answer as the client gives it. */
export function answerOf(given: Given = {}): ApiResponse {
  const { request = 'GET /users/me as jwt', status = 200, gateway = 'rest-api' } = given;
  const text = given.text ?? ('json' in given ? JSON.stringify(given.json) : '');
  const headers = { ...('json' in given ? { 'content-type': 'application/json' } : {}), ...given.headers };
  const json = parseJson(text);
  const layer = layerOf({ status, headers, json }, gateway);
  const [method = 'GET', url = '/'] = request.split(' ');
  const exchange = {
    identity: 'jwt',
    request: { method, url: `https://api.example.com${url}`, headers: {} },
    durationMs: 1,
    judged: false,
  };
  return { request, status, headers, text, json, layer, exchange };
}

/** An answer of the function behind the gateway. */
export function fromIntegration(given: Given = {}): ApiResponse {
  return answerOf({ ...given, headers: { ...ids, ...given.headers } });
}

/** An answer of the gateway itself, with what it calls the error. */
export function fromGateway(errorType: string, given: Given = {}): ApiResponse {
  return answerOf({ ...given, headers: { ...ids, 'x-amzn-errortype': errorType, ...given.headers } });
}

/** An error body in the default shape. */
export function errorBody(code: string): unknown {
  return { error: { code, message: 'no', requestId: 'request-1' } };
}

export interface Call extends RequestOptions {
  method: string;
  path: string;
}

/** A client without a network: it answers as told, from the integration, and remembers what it was asked. */
export function scriptedClient(script: (call: Call) => Given, identity = 'jwt'): { client: ApiClient; calls: Call[] } {
  const calls: Call[] = [];
  const send: ApiClient['send'] = (method, path, options = {}) => {
    const call = { method, path, ...options };
    calls.push(call);
    return Promise.resolve(fromIntegration({ request: `${method} ${path} as ${identity}`, ...script(call) }));
  };
  const client: ApiClient = {
    identity,
    send,
    get: (path, options) => send('GET', path, options),
    post: (path, options) => send('POST', path, options),
    patch: (path, options) => send('PATCH', path, options),
    delete: (path, options) => send('DELETE', path, options),
    options: (path, options) => send('OPTIONS', path, options),
  };
  return { client, calls };
}
