import { stripVTControlCharacters } from 'node:util';
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import type { z as Z } from 'zod';
import { z } from '../contract/zod';
import { requestIds } from '../fixtures/client/layer';
import { summary } from '../fixtures/client/summary';
import { withoutCallLog } from './no-call-log';
import { shortened } from './table';

/** The name of the attachment. */
export const ATTEMPTS = 'the attempts, side by side';

/** What is read of an exchange, as tests attach it. */
const exchange = z.object({
  identity: z.string(),
  request: z.object({ method: z.string(), url: z.string() }),
  response: z
    .object({
      status: z.number(),
      layer: z.enum(['gateway', 'integration', 'before the gateway', 'undetermined']),
      headers: z.record(z.string(), z.string()),
      body: z.unknown(),
    })
    .optional(),
  failure: z.string().optional(),
  durationMs: z.number(),
});
type Exchange = Z.infer<typeof exchange>;

/** What is read of an attempt. */
export type Attempt = Pick<TestResult, 'status' | 'duration' | 'errors' | 'attachments'>;

/** Shows with each retry how the attempts so far went, and which of their answers differ, before other reporters read it. */
export default class Attempts implements Reporter {
  printsToStdio(): boolean {
    return false;
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.retry === 0) return;
    const body = Buffer.from(sideBySide(test.results.slice(0, result.retry + 1)));
    result.attachments.push({ name: ATTEMPTS, contentType: 'text/plain', body });
  }
}

/** The attempts in columns, the first exchange that was not the same in all of them, and why they failed. */
export function sideBySide(attempts: readonly Attempt[]): string {
  const names = attempts.map((_, index) => `attempt ${index + 1}`);
  const exchanges = attempts.map(({ attachments }) => attachments.flatMap(exchangeOf));
  const blocks = [
    columns([
      ['', ...names],
      ['status', ...attempts.map(({ status }) => status)],
      ['duration', ...attempts.map(({ duration }) => `${Math.round(duration)} ms`)],
      ['requests', ...exchanges.map(({ length }) => String(length))],
    ]),
    difference(names, exchanges),
    ...attempts.flatMap(({ errors }, index) => {
      const reason = errors.map(({ message, value }) => plain(message ?? value ?? '')).join('\n');
      return reason === '' ? [] : [[`Why ${names[index] ?? ''} did not pass`, ...indented(reason)].join('\n')];
    }),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function difference(names: readonly string[], exchanges: readonly Exchange[][]): string {
  const most = Math.max(0, ...exchanges.map(({ length }) => length));
  const differing = Array.from({ length: most }, (_, index) => index).find(
    (index) => new Set(exchanges.map((own) => outcomeOf(own[index]))).size > 1,
  );
  if (differing === undefined) return 'All requests had the same answers: the same statuses, from the same layers.';
  const lines = names.map((name, attempt) => [`  ${name}`, told(exchanges[attempt]?.[differing])]);
  return [`What differed first: request ${differing + 1}`, columns(lines)].join('\n');
}

/** What makes an exchange another one than that of another attempt; ids in its path don't. */
function outcomeOf(one: Exchange | undefined): string {
  if (one === undefined) return 'not sent';
  const { identity, request, response } = one;
  return [request.method, identity, response?.status ?? 'no answer', response?.layer].join(' ');
}

function told(one: Exchange | undefined): string {
  if (one === undefined) return 'was over before it';
  const { identity, request, response, failure, durationMs } = one;
  const known = response === undefined ? [] : requestIds(response.headers);
  const answer = response === undefined ? `no answer (${failure ?? 'unknown why'})` : summary(read(response));
  const asked = `${request.method} ${pathOf(request.url)} as ${identity}`;
  return [`${asked} → ${answer}`, `${Math.round(durationMs)} ms`, ...known].join(', ');
}

function read({ body, ...response }: NonNullable<Exchange['response']>): Parameters<typeof summary>[0] {
  return { ...response, text: body === undefined ? '' : JSON.stringify(body) };
}

function exchangeOf({ contentType, body }: Attempt['attachments'][number]): Exchange[] {
  if (contentType !== 'application/json' || body === undefined) return [];
  try {
    const { data } = exchange.safeParse(JSON.parse(body.toString()));
    return data === undefined ? [] : [data];
  } catch {
    return [];
  }
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}

function plain(message: string): string {
  return withoutCallLog(stripVTControlCharacters(message))
    .replace(/^(\w*Error): /, '')
    .trim();
}

function indented(text: string): string[] {
  return shortened(text).map((line) => `  ${line}`);
}

/** Rows of cells, each column as wide as its widest cell. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('   ')
        .trimEnd(),
    )
    .join('\n');
}
