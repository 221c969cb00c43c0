import type { IncomingHttpHeaders } from 'node:http';

export interface IssuerRequest {
  readonly method: string;
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface IssuerAnswer {
  readonly status: number;
  readonly body: unknown;
}

export type IssuerHandler = (request: IssuerRequest) => IssuerAnswer | Promise<IssuerAnswer>;

export interface IssuerRoute {
  readonly method: string;
  /** Matches the whole path; its named groups become the request's parameters. */
  readonly pattern: RegExp;
  readonly handle: IssuerHandler;
}

/** `route('GET', '/v1/sessions/:sessionId', handle)` */
export function route(method: string, path: string, handle: IssuerHandler): IssuerRoute {
  const pattern = path.replaceAll('.', '\\.').replace(/:(\w+)/g, '(?<$1>[^/]+)');
  return { method, pattern: new RegExp(`^${pattern}$`), handle };
}

export async function dispatch(
  routes: readonly IssuerRoute[],
  request: Omit<IssuerRequest, 'parameters'>,
): Promise<IssuerAnswer> {
  for (const candidate of routes) {
    const match = candidate.method === request.method ? candidate.pattern.exec(request.path) : null;
    if (match) return candidate.handle({ ...request, parameters: { ...match.groups } });
  }
  return clerkError(404, 'resource_not_found', 'Resource not found');
}

/** The error shape of Clerk's APIs: https://clerk.com/docs/errors/overview */
export function clerkError(status: number, code: string, message: string): IssuerAnswer {
  return { status, body: { errors: [{ message, long_message: message, code }] } };
}
