import { ids } from './answers';
import type { Received, Reply } from './loopback';

/** A small API of profiles and keys; an override may answer some requests in its place. */
export function keyApi(override: (request: Received) => Reply | undefined = () => undefined): {
  reply: (request: Received) => Reply;
  /** The ids of the keys that there are. */
  existing: Set<string>;
  /** The ids of all that were made. */
  created: string[];
} {
  const existing = new Set<string>();
  const created: string[] = [];

  const answer = ({ method, url }: Received): Reply => {
    const id = url.slice('/users/api-keys/'.length);
    if (url === '/users/me') return { headers: ids, json: { userId: 'user_1' } };
    if (method === 'GET') return { headers: ids, json: [...existing].map((each) => ({ id: each })) };
    if (method === 'DELETE') return existing.delete(id) ? { status: 204, headers: ids } : { status: 404, headers: ids };
    const name = `key_${created.length + 1}`;
    created.push(name);
    existing.add(name);
    const json = { id: name, keyValue: `sk_${name}_0123456789`, scopes: ['full'], createdAt: '2026-01-02T03:04:05Z' };
    return { status: 201, headers: ids, json };
  };

  return { reply: (request) => override(request) ?? answer(request), existing, created };
}
