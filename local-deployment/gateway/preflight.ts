import type { Preflight } from '../template/types';
import type { Answer } from './answer';
import { idHeaders } from './request-ids';
import type { RequestIds } from './request-ids';

/** A foreign origin gets the first allowed one, as from CDK's `addCorsPreflight`. */
export function answerPreflight(preflight: Preflight, origin: string | undefined, ids: RequestIds): Answer {
  const [first = '*'] = preflight.origins;
  const allowed = origin !== undefined && preflight.origins.includes(origin) ? origin : first;
  return {
    status: 204,
    headers: {
      ...idHeaders(ids),
      'Access-Control-Allow-Origin': allowed,
      'Access-Control-Allow-Headers': preflight.headers.join(','),
      'Access-Control-Allow-Methods': preflight.methods.join(','),
      ...(preflight.allowCredentials === true && { 'Access-Control-Allow-Credentials': 'true' }),
      ...(allowed !== '*' && { Vary: 'Origin' }),
    },
    body: '',
  };
}
