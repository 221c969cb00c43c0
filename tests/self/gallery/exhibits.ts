/** Faults of different kinds, and what somebody who sees their report for the first time would do next, in a sentence. */
export const exhibits: readonly { fault: string; suite: string; next: string }[] = [
  {
    fault: 'issuer-out-of-reach',
    suite: 'smoke',
    next: 'Look at the authorizer’s way out of its subnet (route table, NAT, security group), since its log ends in a time-out.',
  },
  {
    fault: 'function-variable-missing',
    suite: 'smoke',
    next: 'Paste the command for the function’s log, find the variable that its start misses, and add it to the function’s environment.',
  },
  {
    fault: 'route-not-deployed',
    suite: 'smoke',
    next: 'Compare the stage’s deployment with the route that the gateway does not know, and deploy the stage again.',
  },
  {
    fault: 'signature-not-verified',
    suite: 'smoke',
    next: 'Take the deployment back: anybody can make tokens; then look in the authorizer for a decode where a verify should be.',
  },
  {
    fault: 'scopes-ignored',
    suite: 'smoke',
    next: 'Ask whether the key got more scopes than it was created with, by its creation in the report, then look for the handler’s check.',
  },
  {
    fault: 'preflight-missing',
    suite: 'smoke',
    next: 'Add OPTIONS to the one path that the report names, and deploy the stage.',
  },
  {
    fault: 'retry-after-in-milliseconds',
    suite: 'smoke',
    next: 'Divide by a thousand where the limiter writes Retry-After.',
  },
  {
    fault: 'credential-not-written',
    suite: 'signup',
    next: 'Look at the function’s permission for the table of credentials, and for an exception that is caught where passkeys are verified.',
  },
  {
    fault: 'attempts-written-back',
    suite: 'progress',
    next: 'Count attempts by an atomic update in place of reading, adding and writing.',
  },
  {
    fault: 'refresh-token-not-used-up',
    suite: 'sessions',
    next: 'Look at the condition under which a refresh token is marked as used, in the same write that makes the new one.',
  },
];
