import type { ProxyEvent } from '../../lambda/events';
import type { ApiKey } from './api-key';
import { decodeCursor, encodeCursor } from './cursor';
import type { KeyRepository, Position } from './repository';

const batchSize = 100;

/** `{ items, nextCursor }`, nextCursor null on the last page. */
export async function listPage(
  keys: KeyRepository,
  event: ProxyEvent,
  owner: string,
  size: number,
  present: (key: ApiKey) => object,
): Promise<{ items: object[]; nextCursor: string | null }> {
  const cursor = event.queryStringParameters?.['cursor'];
  const page = await keys.list(owner, size, cursor === undefined ? undefined : decodeCursor(cursor));
  return { items: page.keys.map(present), nextCursor: page.next ? encodeCursor(page.next) : null };
}

export async function listAll(keys: KeyRepository, owner: string): Promise<ApiKey[]> {
  const all: ApiKey[] = [];
  let after: Position | undefined;
  do {
    const page = await keys.list(owner, batchSize, after);
    all.push(...page.keys);
    after = page.next;
  } while (after);
  return all;
}
