import { defineContract } from '../contract';

// The embedded deployment has no index that lags: a key that was deleted is known to be so at once, and nobody waits for it.
export default defineContract({ apiKeys: { lookupLagSeconds: 0 } });
