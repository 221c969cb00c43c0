import type { HttpApiCors } from './definition';

/** For an answer to a request of this origin; none for an origin that is not allowed. */
export function corsHeaders(cors: HttpApiCors, origin: string | undefined): Record<string, string> {
  if (origin === undefined || !isAllowed(cors, origin)) return {};
  return {
    'access-control-allow-origin': origin,
    ...(cors.credentials && { 'access-control-allow-credentials': 'true' }),
    vary: 'Origin',
  };
}

export function preflightHeaders(cors: HttpApiCors, origin: string | undefined): Record<string, string> {
  const admitted = corsHeaders(cors, origin);
  if (Object.keys(admitted).length === 0) return {};
  return {
    ...admitted,
    'access-control-allow-methods': cors.methods.join(','),
    'access-control-allow-headers': cors.headers.join(','),
    'access-control-max-age': String(cors.maxAgeSeconds),
  };
}

/** Where CORS is the gateway's, what a function says of it is left out. */
export function withoutCors(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^access-control-/i.test(name)));
}

function isAllowed({ origins }: HttpApiCors, origin: string): boolean {
  return origins.some((allowed) =>
    allowed.endsWith('://*') ? origin.startsWith(allowed.slice(0, -1)) : allowed === origin,
  );
}
