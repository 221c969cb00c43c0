import type { TestResult } from '@playwright/test/reporter';
import { OUTLINE, type OutlineEntry } from '../fixtures/client/exchange';

/** What a test's attempt has exchanged; nothing where it ended before its outline was attached. */
export function outlineOf(result: Pick<TestResult, 'attachments'> | undefined): OutlineEntry[] {
  const body = result?.attachments.find(({ name }) => name === OUTLINE)?.body;
  if (body === undefined) return [];
  const entries: unknown = JSON.parse(body.toString());
  return Array.isArray(entries) ? entries.map(entryOf) : [];
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
