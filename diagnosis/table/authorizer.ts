import {
  allowed,
  authorizerLog,
  authorizers,
  gatewayLog,
  gatewayResponses,
  testAuthorizer,
  testAuthorizerWithKey,
} from '../commands';
import type { Entry } from '../entry';

const broken = /^AuthorizerConfiguration/;
const anyKey = /^(apiKey|unknown-key)/;

/** The authorizer: whether it runs, whom it refuses, whom it lets in. */
export const authorizer: readonly Entry[] = [
  {
    id: 'authorizer-cannot-fetch-keys',
    cause:
      "the authorizer fails over every JWT, and not over API keys: it can't reach the issuer's JWKS in time, or crashes while it verifies",
    next: [
      "look for 'Task timed out' in its log; in a private subnet it needs a way out (NAT) to the issuer",
      "then at the JWKS URL and the issuer's keys in its environment",
    ],
    command: authorizerLog,
    where: { errorType: broken },
    failed: ['AC1'],
    passed: ['AC8'],
  },
  {
    id: 'authorizer-does-not-run',
    cause:
      "the authorizer fails whatever it is asked: the gateway may not invoke it, it crashes at its start (a missing environment variable), or answers in a format that is not a REST API's policy",
    next: [
      'its log has nothing at this time: compare the source ARN of its permission with the id of the authorizer',
      'its log has an error: read it (an import, a variable); no error: look at what it returns (no isAuthorized)',
    ],
    command: testAuthorizer,
    where: { errorType: broken },
    failed: ['AC1', 'AC8'],
  },
  {
    id: 'authorizer-cannot-look-up-keys',
    cause:
      "the authorizer fails over API keys only: its role may not query the keys' table or its index (dynamodb:Query on …/index/*), or the table's name is another one",
    next: ['look for AccessDenied or ResourceNotFound in its log, then at its role and its variable for the table'],
    command: allowed('Query', 'GetItem'),
    where: { errorType: broken, scenarios: ['AC5', 'AC6', 'AC7', 'AC8', 'AC9'] },
    failed: ['AC8'],
    passed: ['AC1'],
  },
  {
    id: 'authorizer-crashes-over-malformed-tokens',
    cause: 'the authorizer crashes over a token that is none, as it parses it outside of what catches errors',
    next: ["have it throw 'Unauthorized' for whatever it can't read"],
    command: authorizerLog,
    where: { errorType: broken, scenarios: ['AC2', 'AC4'] },
    passed: ['AC1'],
  },
  {
    id: 'authorizer-fails',
    cause:
      'the authorizer fails at {requests}: it crashes, times out, answers what is no policy, or may not be invoked',
    next: ["look at its log, then at the gateway's permission to invoke it"],
    command: gatewayLog,
    where: { errorType: broken },
    fallback: true,
  },
  {
    id: 'every-token-taken-for-expired',
    cause:
      'the authorizer takes valid JWTs for expired: it compares seconds (exp) with milliseconds, or its clock is wrong',
    next: ['look at how it reads exp, and at its clock tolerance; the report shows the times of the token'],
    command: testAuthorizer,
    where: { status: /^401|^403/, code: /EXPIRED/, identity: /^(jwt|rateLimit|admin)/ },
    failed: ['AC1'],
  },
  {
    id: 'tokens-refused-on-mixed-routes',
    cause:
      'the authorizer of the routes for JWTs and API keys refuses valid JWTs: it knows API keys only, or trusts another issuer than the tokens come from',
    next: ["look which authorizer {requests} has, and at its identity source (it must not be the key's header alone)"],
    command: authorizers,
    where: {
      origin: 'gateway',
      status: /^40[13]/,
      code: /^(?!.*EXPIRED)/,
      identity: /^(jwt|rateLimit|admin|expired)/,
      errorType: /^(Unauthorized|$)/,
    },
    failed: ['AC1', 'AC4', 'AC9'],
    unseen: { scenarios: ['AC9'], identity: /^jwt/, expected: /^the integration's/, status: /^401/ },
  },
  {
    id: 'valid-tokens-refused',
    cause:
      'the authorizer refuses valid JWTs: JWKS or issuer. It trusts the keys of another instance than the one that the tokens come from',
    next: [
      "compare the authorizer's secret key, JWKS URL and issuer with the instance of CLERK_SECRET_KEY (the report shows the token's issuer)",
      'then its authorizedParties and audience, which a token minted at the backend may lack',
    ],
    command: testAuthorizer,
    where: {
      origin: 'gateway',
      status: /^40[13]/,
      code: /^(?!.*EXPIRED)/,
      identity: /^(jwt|rateLimit|admin|expired)/,
      errorType: /^(Unauthorized|$)/,
    },
    failed: ['AC1'],
  },
  {
    id: 'policy-covers-one-method',
    cause:
      "the authorizer's policy covers the one method asked for first, and from the gateway's cache refuses {requests}",
    next: ['have the policy cover the whole stage (arn:…/stage/*), or switch the cache off (TTL 0)'],
    command: authorizers,
    where: { errorType: /^AccessDenied/, identity: /^(jwt|admin|apiKey)/, expected: /^(?!401|403)/ },
    passed: ['AC1'],
  },
  {
    id: 'keys-refused',
    cause:
      'the authorizer of {requests} refuses valid API keys: it knows JWTs only, or the header of keys is not among its identity sources',
    next: ['look which authorizer the routes have, and whether its identity sources name the header of the key'],
    command: authorizers,
    where: {
      origin: 'gateway',
      status: /^401/,
      identity: anyKey,
      errorType: /^(Unauthorized|$)/,
      scenarios: ['AC5', 'AC6', 'AC7', 'AC8', 'AC9'],
    },
    passed: ['AC1'],
  },
  {
    id: 'method-without-authorizer',
    cause: '{requests} has no authorizer: its function is reached without an identity, and refuses everyone',
    next: ['set the authorizer on the method (each method has its own), and deploy the stage'],
    command: authorizers,
    where: {
      origin: 'integration',
      status: /^401/,
      scenarios: ['AC1', 'AC3', 'AC4', 'AC5', 'AC6', 'AC7', 'AC8', 'AC9', 'AC11', 'AC12', 'AC14'],
      identity: /^(?!anonymous)/,
    },
  },
  {
    id: 'anonymous-passes-the-gateway',
    cause:
      'requests without credentials pass the gateway, and the function refuses them: the authorizer has no identity source, or admits whom it does not know',
    next: ["set the identity source of the authorizer, and have it throw 'Unauthorized' where there is no credential"],
    command: authorizers,
    where: { scenarios: ['AC3'], origin: 'integration', status: /^4/ },
    passed: ['AC1'],
  },
  {
    id: 'anonymous-is-served',
    cause:
      'requests without credentials are served: the method has no authorizer, or a default identity stands in for a missing one',
    next: ["look at the method's authorization, then for a demo or default user in the function"],
    command: authorizers,
    where: { scenarios: ['AC3'], status: /^2/ },
  },
  {
    id: 'unsigned-tokens-accepted',
    cause:
      'tokens that say of themselves that they are not signed (alg: none) are accepted: the algorithm is taken from the token',
    next: ['name the algorithms to the library that verifies (RS256), and nothing else'],
    command: testAuthorizer,
    where: { scenarios: ['AC2'], status: /^2/, identity: /^unsigned/ },
    unseen: { scenarios: ['AC2'], status: /^2/, identity: /^foreign-signature/ },
  },
  {
    id: 'foreign-signatures-accepted',
    cause:
      "tokens are accepted whose signature is not the issuer's: they are decoded and not verified, or remembered as verified by their claims",
    next: [
      'look for a decode where there should be a verify, then for a cache of verified tokens: its key must be the whole token',
    ],
    command: testAuthorizer,
    where: { scenarios: ['AC2'], status: /^2/, identity: /^(foreign-signature|unsigned|altered)/ },
    seen: { scenarios: ['AC2'], status: /^2/, identity: /^foreign-signature/ },
  },
  {
    id: 'altered-tokens-accepted',
    cause:
      'tokens with altered claims are accepted, and foreign signatures are not: a cache of verified tokens is keyed by their signature alone',
    next: ['key the cache by the whole token, or drop it'],
    command: testAuthorizer,
    where: { scenarios: ['AC2'], status: /^2/, identity: /^altered/ },
  },
  {
    id: 'expired-tokens-accepted',
    cause: 'expired tokens are accepted: the check of exp is switched off, or its tolerance is far too wide',
    next: [
      "look at the options of the library that verifies (ignoreExpiration, clock tolerance), and at the authorizer's cache",
    ],
    command: testAuthorizer,
    where: { scenarios: ['AC4'], status: /^2/ },
  },
  {
    id: 'expired-with-another-code',
    cause: 'an expired token is refused with another code than the promised one',
    next: ["compare the authorizer's code with errors.expiredToken in the contract: clients renew their token over it"],
    command: gatewayResponses,
    where: { scenarios: ['AC4'], status: /^401/, code: /EXPIRED|TOKEN/ },
    passed: ['AC1'],
  },
  {
    id: 'key-lookup-hands-on-no-user',
    cause:
      "the identity that the authorizer hands on for an API key is not its owner's: the key's own id, where a user's is expected",
    next: [
      'look at what the authorizer puts into principalId and context for a key, and what the function reads of it',
    ],
    command: testAuthorizerWithKey,
    where: { scenarios: ['AC5', 'AC6', 'AC9'], status: /^404/, identity: /^apiKey/, origin: 'integration' },
    failed: ['AC5'],
    passed: ['AC1'],
  },
  {
    id: 'authorizer-denies',
    cause: 'the authorizer denies {requests} for a valid credential',
    next: ['look at its log for the reason, and at the roles or scopes that it asks for'],
    command: authorizerLog,
    where: { errorType: /^(AccessDenied|Unauthorized)/ },
    fallback: true,
  },
];
