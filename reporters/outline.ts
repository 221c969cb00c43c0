import type { TestResult } from '@playwright/test/reporter';
import { OUTLINE, SPANS, type OutlineEntry, type Span } from '../fixtures/client/exchange';

/** What a test's attempt has exchanged; nothing where it ended before its outline was attached. */
export function outlineOf(result: Pick<TestResult, 'attachments'> | undefined): OutlineEntry[] {
  const body = result?.attachments.find(({ name }) => name === OUTLINE)?.body;
  if (body === undefined) return [];
  const entries: unknown = JSON.parse(body.toString());
  return Array.isArray(entries) ? entries.map(entryOf) : [];
}

/** When a test's attempt sent what; nothing where it ended before that was attached. */
export function spansIn({ attachments }: Pick<TestResult, 'attachments'>): Span[] {
  const body = attachments.find(({ name }) => name === SPANS)?.body;
  return body === undefined ? [] : (JSON.parse(body.toString()) as Span[]);
}

/** How long an attempt took, in milliseconds, with how long what was sent for it had been on its way when it began. */
export function durationOf({ attachments, duration, startTime }: TestResult): number {
  const beforeMs = spansIn({ attachments }).map((span) => Math.min(span.duration, startTime.getTime() - span.at));
  return duration + Math.max(0, ...beforeMs);
}

function entryOf(entry: unknown): OutlineEntry {
  const read: Record<string, unknown> =
    typeof entry === 'object' && entry !== null ? Object.fromEntries(Object.entries(entry)) : {};
  const { status, judged, method, url, requestId, gateway } = read;
  return {
    status: typeof status === 'number' ? status : undefined,
    judged: judged === true,
    method: text(method),
    url: text(url),
    requestId: text(requestId),
    gateway: gateway === 'rest-api' || gateway === 'http-api' ? gateway : undefined,
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
