import { z } from '../zod';
import type { ProxyEvent } from '../lambda/events';
import { within } from '../lambda/runtime';
import type { LambdaFunction } from '../lambda/runtime';
import type { Answer } from './answer';
import { headerValue } from './answer';
import { GatewayRefusal } from './gateway-responses';
import { idHeaders } from './request-ids';
import type { RequestIds } from './request-ids';

export interface Integration {
  readonly function: LambdaFunction<ProxyEvent>;
  readonly invocable: boolean;
  readonly timeoutSeconds: number;
  readonly defaultContentType: string | null;
}

const headerText = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const proxyResult = z.strictObject({
  statusCode: z.int().min(100).max(599),
  headers: z.record(z.string(), headerText).default({}),
  body: z.string().default(''),
  isBase64Encoded: z.literal(false).optional(),
});

/** Headers of a backend that come back under another name. */
const remapped: readonly string[] = ['www-authenticate', 'date', 'content-length', 'server', 'connection'];

/** A Lambda proxy integration. Throws a GatewayRefusal where the function gives no usable result. */
export async function integrate(integration: Integration, event: ProxyEvent, ids: RequestIds): Promise<Answer> {
  if (!integration.invocable) throw new GatewayRefusal('API_CONFIGURATION_ERROR', 'Internal server error');

  const invocation = integration.function.invoke(event).catch(() => undefined);
  const result = await within(
    integration.timeoutSeconds * 1000,
    invocation,
    () => new GatewayRefusal('INTEGRATION_TIMEOUT', 'Endpoint request timed out'),
  );
  const parsed = proxyResult.safeParse(result);
  if (!parsed.success) throw new GatewayRefusal('INTEGRATION_FAILURE', 'Internal server error');

  const { statusCode, headers, body } = parsed.data;
  const fallback = headerValue(headers, 'content-type') === undefined ? integration.defaultContentType : null;
  return {
    status: statusCode,
    headers: {
      ...(fallback !== null && { 'Content-Type': fallback }),
      ...idHeaders(ids),
      'X-Amzn-Trace-Id': ids.traceId,
      ...remap(headers),
    },
    body,
  };
}

function remap(headers: Readonly<Record<string, string>>): Record<string, string> {
  const renamed = Object.entries(headers).map(
    ([name, value]) => [remapped.includes(name.toLowerCase()) ? `x-amzn-Remapped-${name}` : name, value] as const,
  );
  return Object.fromEntries(renamed);
}
