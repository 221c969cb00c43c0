import { z } from '../zod';
import { headerValue } from '../gateway/answer';
import type { Answer } from '../gateway/answer';
import type { HttpEvent } from '../lambda/http-events';
import { within } from '../lambda/runtime';
import type { LambdaFunction } from '../lambda/runtime';

/** Longer than this the gateway waits for no function. */
const integrationTimeoutSeconds = 30;

const headerText = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const httpResult = z.object({
  statusCode: z.int().min(100).max(599),
  headers: z.record(z.string(), headerText).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().default(''),
});

class IntegrationTimeout extends Error {}

/** A Lambda proxy integration of payload format 2.0; without request id and CORS. */
export async function integrate(deployed: LambdaFunction<HttpEvent>, event: HttpEvent): Promise<Answer> {
  try {
    const timeout = () => new IntegrationTimeout();
    return answerOf(await within(integrationTimeoutSeconds * 1000, deployed.invoke(event), timeout));
  } catch (error) {
    return error instanceof IntegrationTimeout
      ? gatewayAnswer(503, 'Service Unavailable')
      : gatewayAnswer(500, 'Internal Server Error');
  }
}

/** What the gateway itself says. */
export function gatewayAnswer(status: number, message: string, headers: Record<string, string> = {}): Answer {
  const body = JSON.stringify({ message });
  return { status, headers: { 'content-type': 'application/json', ...headers }, body };
}

/** What has no status is taken for the body of a 200. */
function answerOf(result: unknown): Answer {
  const { success, data } = z.object({ statusCode: z.unknown() }).safeParse(result);
  if (!success || data.statusCode === undefined) {
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(result) };
  }
  const { statusCode, headers, cookies, body } = httpResult.parse(result);
  const typed = body === '' || headerValue(headers, 'content-type') !== undefined;
  return {
    status: statusCode,
    headers: typed ? headers : { 'content-type': 'text/plain; charset=utf-8', ...headers },
    cookies,
    body,
  };
}
