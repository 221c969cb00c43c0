import type { ApiClient } from '../fixtures/client/client';
import type { RecordedRun, Thing } from '../fixtures/created/record';
import type { IdentityName } from '../fixtures/settings';

/** An identity of this deployment. */
export interface ApiOwner {
  client: ApiClient;
  identity: IdentityName;
  /** Its user's id, as its token says. */
  user: string;
  /** The API's URL. */
  target: string;
}

/** Whether a thing was noted as this identity's, by a run against this deployment. */
export function isOwnedBy({ identity, user, target }: ApiOwner): (thing: Thing, run: RecordedRun) => boolean {
  return ({ owner }, run) => run.target === target && owner.identity === identity && owner.user === user;
}
