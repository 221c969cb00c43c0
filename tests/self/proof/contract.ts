import { defineContract } from '../../../contract';

/**
 * What the embedded deployment promises beyond the defaults; and under a fault, nothing is gained by waiting for a list that
 * will never show what it should.
 */
export default defineContract({
  profile: { userIdIsSubject: true },
  realtime: {
    events: { deadlineSeconds: 2 },
    expiry: { withinSeconds: 2 },
    answersWithinSeconds: 1,
  },
  progress: { progress: { visibleWithinSeconds: 0 } },
  sessions: { health: { readyWithinSeconds: 1 } },
  apiKeys: { listedWithinSeconds: 1, usableWithinSeconds: 1, lookupLagSeconds: 0 },
});
