import { randomUUID } from 'node:crypto';
import { progressShapesOf, type ContractOverrides } from '../../../../../contract';
import type { RequestOptions } from '../../../../../fixtures/client/client';
import { openRecords, type OpenRecords } from '../../../../../fixtures/progress/records';
import type { Session } from '../../../../../fixtures/progress/session';
import type { Given } from '../../../support/answers';
import { contractWith } from '../../../support/contract';
import { progressAnswer } from './parts';

export interface Sent extends RequestOptions {
  by: string;
  method: string;
  path: string;
  proof?: string;
}

/** Whose ids are numbers, as some APIs have them. */
const users = { first: 7, other: 8 };

/** Records over sessions that are answered as told, and otherwise as it should be: with no entry. */
export async function recordsWith(
  script: (sent: Sent, count: number) => Given | undefined = () => undefined,
  progress: NonNullable<ContractOverrides['progress']> = {},
): Promise<{ records: OpenRecords; sent: Sent[]; url: string; again: () => Promise<OpenRecords> }> {
  const plain = contractWith({ progress });
  const contract = { ...plain, shapes: progressShapesOf(plain) };
  const sent: Sent[] = [];
  const sessionOf = (by: 'first' | 'other'): Session => ({
    ...{ identity: by, token: `[${by}]`, restore: () => Promise.resolve() },
    send(method, path, options = {}, proof) {
      const asked = { by, method, path, ...options, ...(proof === undefined ? {} : { proof }) };
      sent.push(asked);
      const usual = path === '/auth/verify' ? { userId: users[by] } : [];
      const given = script(asked, sent.length) ?? (method === 'DELETE' ? { status: 204 } : { json: usual });
      return Promise.resolve(progressAnswer({ request: `${method} ${path} as ${by}`, ...given }));
    },
  });
  const url = `https://${randomUUID()}.example.com`;
  const again = () => openRecords({ url }, { of: (holder) => Promise.resolve(sessionOf(holder)) }, contract);
  return { records: await again(), sent, url, again };
}
