import { allowed, functionLog } from '../commands';
import type { Entry } from '../entry';

const start = { scenarios: ['OA1'] } as const;
const signedIn = /somebody has signed in|redirect to/;
const served = /^2/;

/** Sign-in by GitHub. */
export const signIn: readonly Entry[] = [
  {
    id: 'state-missing-or-shared',
    cause: 'the state of a sign-in is missing or the same for everybody, so that a callback of anybody counts',
    next: ['make a random state for each sign-in, keep it with the browser, and compare it at the callback'],
    where: { scenarios: ['OA1', 'OA3'], says: /state is missing|state is the same|somebody has signed in/ },
    failed: ['OA1', 'OA3'],
    seen: { ...start, says: /state is missing|state is the same/ },
  },
  {
    id: 'state-repeated',
    cause: 'a browser gets the same state again: it is taken from the cookie of an earlier sign-in',
    next: ['make a new state for each sign-in'],
    where: { ...start, says: /state is the same/ },
  },
  {
    id: 'state-guessable',
    cause: 'the state can be guessed: it is counted, or made by a function for short ids',
    next: ['make it of 16 random bytes or more'],
    where: { ...start, says: /state can be guessed/ },
  },
  {
    id: 'scope-missing',
    cause: 'the provider is not asked for {1}',
    next: ['add it to the scope of the authorization request'],
    where: { ...start, says: /scope lacks (\S+)/ },
  },
  {
    id: 'client-id-of-another-environment',
    cause: "browsers are sent to the provider with another environment's client id",
    next: ['compare the client id in the environment of what answers the start with SMOKE_PROGRESS_CLIENT_ID'],
    where: { says: /client_id is "|likely cause: the provider does not know/ },
    seen: { ...start, says: /client_id is "/ },
  },
  {
    id: 'redirect-uri-of-another-environment',
    cause: 'the provider is told a redirect URI of another environment ({1}), which it refuses',
    next: ["make the redirect URI of this deployment's own URL, and register it at the provider"],
    where: { says: /redirect_uri is "([^"]+)"|likely cause: the provider does not know/ },
    seen: { ...start, says: /redirect_uri is "/ },
  },
  {
    id: 'another-provider',
    cause: 'browsers are sent to another provider ({1}) than the one that knows the application',
    next: ["look at the provider's URL in the environment of what answers the start"],
    where: { ...start, says: /it leads to (\S+?),? not to/ },
  },
  {
    id: 'start-is-no-redirect',
    cause: 'a sign-in begins with {statuses} and no redirect, which no browser follows',
    next: ['answer 302 with Location, as the page links to the route'],
    where: { ...start, says: /no Location|not 302/ },
  },
  {
    id: 'cookies-lost-on-the-way',
    cause:
      'the cookies of the sign-in are lost, so that its state is not known at the callback: the function sets or reads them in the form of another kind of gateway (REST or HTTP API)',
    next: [
      'HTTP API: answer cookies: […], and read event.cookies; REST API: multiValueHeaders, and headers.cookie',
      'or the cookie has another domain, path or SameSite than the callback needs',
    ],
    command: functionLog,
    where: { scenarios: ['OA2'], says: /error is "[^"]*state/ },
  },
  {
    id: 'provider-refuses-the-code',
    cause:
      'the provider refuses every code, as the application does not prove who it is: the client secret is missing or of another environment',
    next: ["look at the client secret in the function's environment, and at the provider's answer in its log"],
    command: functionLog,
    where: { scenarios: ['OA2'], says: /error is "[^"]*(code|token|client|exchange)[^"]*"/ },
  },
  {
    id: 'sign-in-fails-behind-the-callback',
    cause:
      "the callback fails: the provider's API is out of reach, or the users' or sessions' table can't be written (dynamodb:UpdateItem, PutItem), or has another name",
    next: [
      "its log tells which: a timeout (the way out of its subnet), AccessDenied (its role) or ResourceNotFound (a table's name)",
    ],
    command: functionLog,
    where: { scenarios: ['OA2'], says: /error is "|got 5\d\d/, expected: /redirect|session/ },
  },
  {
    id: 'callback-crashes-without-a-code',
    cause: 'a callback without a code crashes: the handler takes the parameter for granted',
    next: ['refuse where there is no code, or the provider says error'],
    command: functionLog,
    where: { scenarios: ['OA3'], status: /^5/ },
    passed: ['OA2'],
  },
  {
    id: 'state-compared-with-nothing',
    cause:
      'a callback is accepted in a browser that has never begun to sign in: the state is compared only where one is kept, or nothing counts as equal to nothing',
    next: ['refuse where the browser keeps no state, or the callback has none'],
    where: { scenarios: ['OA3'], test: /never began/, says: signedIn },
    unseen: { scenarios: ['OA3'], test: /another browser/, says: /somebody has signed in/ },
  },
  {
    id: 'state-not-checked',
    cause:
      "a callback is accepted with another browser's state: the state is not compared, or not with the one of this browser",
    next: ['keep the state with the browser (a cookie), and compare it before anything else'],
    where: { scenarios: ['OA3'], test: /another browser|without a state|never began/, says: /somebody has signed in/ },
    seen: { scenarios: ['OA3'], test: /another browser/, says: /somebody has signed in/ },
  },
  {
    id: 'provider-error-taken-for-success',
    cause:
      'a code that the provider refuses signs somebody in: it answers 200 with an error in its body, and only the status is looked at',
    next: ["look at the body of the provider's answer: error, or no access_token"],
    where: { scenarios: ['OA3'], test: /provider refuses/ },
  },
  {
    id: 'code-accepted-twice',
    cause: 'a code signs in again and again: what it was exchanged for is cached',
    next: ['exchange every code anew; the provider refuses a used one'],
    where: { scenarios: ['OA3'], test: /second time/, says: signedIn },
    unseen: { scenarios: ['OA3'], test: /provider refuses/ },
  },
  {
    id: 'cancel-taken-for-success',
    cause: 'who presses cancel at the provider is sent on as if signed in: the parameter error is not read',
    next: ['read error before code, and send the browser to the page for refused sign-ins'],
    where: { scenarios: ['OA3'], test: /pressed cancel/ },
    passed: ['OA2'],
  },
  {
    id: 'user-written-before-the-check',
    cause: 'a refused callback has written its user all the same: the state is checked last',
    next: ['check the state before anything is asked or written'],
    where: { scenarios: ['OA3'], says: /has changed/, saysNot: /somebody has signed in/ },
  },
  {
    id: 'frontend-of-another-environment',
    cause: 'sign-ins end on the pages of another environment ({1})',
    next: ["compare the frontend's URL in the function's environment with SMOKE_PROGRESS_FRONTEND_URL"],
    where: { scenarios: ['OA2', 'OA3'], says: /it leads to (https?:\/\/[^/\s,]+)|but a redirect to/ },
    failed: ['OA2', 'OA3'],
  },
  {
    id: 'open-redirect',
    cause: 'a sign-in ends at any URL that its link names: the page to return to is taken as it comes',
    next: ['admit paths of the frontend only'],
    where: { scenarios: ['OA2'], test: /foreign page/, says: /it leads to/ },
  },
  {
    id: 'token-in-the-url',
    cause: 'the session is handed to the frontend in its URL, which logs and histories keep',
    next: ['leave it out; the cookie is enough'],
    where: { scenarios: ['OA2'], says: /URL has a secret/ },
  },
  {
    id: 'hidden-emails-are-one-user',
    cause: 'all who hide the email are one user: users are told apart by their email, which is null for them',
    next: ["tell users apart by the provider's id"],
    where: { scenarios: ['OA6'], says: /who has signed in/ },
    passed: ['OA2'],
  },
  {
    id: 'private-email-missing',
    cause:
      'who hides the email signs in without one: the second request to the provider (its list of addresses) is not made',
    next: ["ask the provider for the user's addresses, and take the primary, verified one"],
    where: { scenarios: ['OA6'], says: /email is (null|missing)/ },
    passed: ['OA2'],
  },
  {
    id: 'private-email-unread',
    cause: "who hides the email can't sign in ({1}): the provider's list of addresses is not asked for, or misread",
    next: ['read the list of addresses as a list, and look whether the scope for it was granted'],
    where: { scenarios: ['OA6'], says: /error=(\w+)/ },
    passed: ['OA2'],
  },
];

/** Sessions in cookies and headers. */
export const session: readonly Entry[] = [
  {
    id: 'session-cookie-attribute',
    cause: 'a cookie of the sign-in is not made as it should be: {1}',
    next: ['correct the attribute where the cookie is set'],
    where: { scenarios: ['OA2'], says: /- (cookie \w+ (?:is|has|lives)[^\n]*|there is no cookie [^\n]*)/ },
  },
  {
    id: 'session-not-stored',
    cause: 'a sign-in ends with a session that is good for nothing: it is not stored, or nobody waits for the write',
    next: ["await the write before the answer, and look at the table's name in all functions that read it"],
    command: functionLog,
    where: {
      scenarios: ['OA2', 'OA4', 'OA5', 'OA6', 'PR2', 'PR3', 'PR4', 'PR5', 'PR6', 'PR8'],
      status: /^401/,
      origin: 'integration',
      expected: /^2/,
      identity: /^(?!nobody)/,
    },
    failed: ['OA2', 'OA4'],
  },
  {
    id: 'session-refused-by-one-function',
    cause:
      'the function behind {requests} refuses sessions that others accept: it verifies with another secret, or asks another table',
    next: [
      'compare the secret and the table in the environments of both functions, and deploy the one that was left behind',
    ],
    command: functionLog,
    where: { status: /^401/, origin: 'integration', expected: /^2/, scenarios: ['PR3', 'PR4', 'PR5', 'PR6', 'PR8'] },
    passed: ['OA2', 'OA4'],
  },
  {
    id: 'sign-out-fails',
    cause:
      'a sign-out ends in a {statuses}, and the session goes on: the role of its function may not delete (dynamodb:DeleteItem)',
    next: ['read AccessDenied in its log, and add the action to the role'],
    command: allowed('DeleteItem'),
    where: {
      scenarios: ['OA4', 'OA5'],
      says: /got 5\d\d|signed out/,
      status: /^[25]/,
    },
    failed: ['OA4', 'OA5'],
  },
  {
    id: 'verification-without-a-status',
    cause:
      'who has no session is told so with a 200: the answer says whether it is valid, and the status was forgotten',
    next: ['answer 401 where the session is not valid; or progress.session.verify in the contract'],
    where: { scenarios: ['OA4', 'OA5'], status: served, expected: /^401/ },
    failed: ['OA4', 'OA5'],
    seen: { scenarios: ['OA4'], test: /no token/, status: served },
  },
  {
    id: 'session-table-not-asked',
    cause: 'a token is enough by itself, whether its session is over or not: the table of sessions is not asked',
    next: ['look the session up at each request, and at when it ends'],
    where: { scenarios: ['OA4', 'OA5'], status: served, expected: /^401/ },
    failed: ['OA4', 'OA5'],
    seen: { scenarios: ['OA4'], test: /timed out/, status: served },
  },
  {
    id: 'sign-out-ends-nothing',
    cause: 'a sign-out takes the cookie away, and leaves the session: its token goes on working',
    next: ["delete the session's row at the sign-out, and look whether the write is awaited"],
    command: functionLog,
    where: { scenarios: ['OA4', 'OA5'], status: served, expected: /^401/, test: /signed out|^$/ },
    failed: ['OA4', 'OA5'],
  },
  {
    id: 'foreign-tokens-accepted',
    cause:
      'tokens are accepted that nobody here has issued, or that were tampered with: they are read and not verified, as their signature is not looked at',
    next: ['verify the signature in each function, before the session is looked for'],
    command: functionLog,
    where: { scenarios: ['OA4', 'OA5', 'PR3'], status: served, expected: /^401/, test: /foreign token|tampered|^$/ },
    failed: ['PR3'],
    unseen: { scenarios: ['PR3'], test: /who has no session/, status: served },
  },
  {
    id: 'progress-of-nobody',
    cause: 'who has no session gets a list of progress: an empty one, so as to show no error',
    next: ['answer 401'],
    where: { scenarios: ['PR3'], request: /^GET/, status: served, test: /who has no session/ },
    passed: ['OA5'],
  },
  {
    id: 'route-without-guard',
    cause: '{requests} is served without a session: the route has no guard, or the guard lets pass who has none',
    next: ['put the guard that the other routes have on it'],
    where: { scenarios: ['OA5', 'PR3'], status: served, expected: /^401/ },
    failed: ['PR3'],
    seen: { scenarios: ['PR3'], test: /who has no session/, status: served },
  },
  {
    id: 'sign-out-unknown-to-one-function',
    cause:
      'the function behind {requests} goes on serving sessions that are signed out: it verifies the token, and does not ask the table of sessions',
    next: ['give it the table of sessions, and have it look the session up'],
    command: functionLog,
    where: { scenarios: ['OA5'], status: served, expected: /^401/ },
    passed: ['OA4', 'PR3'],
  },
  {
    id: 'carrier-not-read',
    cause: 'a session counts in one carrier and not in another that is promised (cookie, Authorization header)',
    next: ['have the guard read both; or progress.session.carriers in the contract'],
    where: { scenarios: ['OA4'], test: /every carrier/, status: /^401/ },
    passed: ['OA2'],
  },
  {
    id: 'session-end-ignored',
    cause:
      'a session whose time is over is accepted until the table removes its row, which DynamoDB does up to two days late',
    next: ["compare the session's end with the clock; a table's TTL is none"],
    where: { scenarios: ['OA4'], test: /timed out/, status: served },
  },
  {
    id: 'expired-session-accepted',
    cause: 'a token whose own time is over is accepted: the check of exp is switched off',
    next: ['check exp where the token is verified'],
    where: { scenarios: ['OA4'], test: /expired token/, status: served },
  },
  {
    id: 'verification-without-the-user',
    cause: 'a live session is confirmed, and not whose it is: the answer has no user id',
    next: ["put the user's id into the answer; or progress.session.verify in the contract"],
    where: {
      scenarios: ['OA2', 'OA4', 'OA6', 'PR2', 'PR6'],
      status: served,
      says: /is missing, or neither/,
      request: /^POST/,
    },
  },
  {
    id: 'session-profile-of-another',
    cause:
      'the profile is that of another user than the one who has signed in: it is found by a query without its condition',
    next: ["find the profile by the session's user"],
    where: { scenarios: ['OA2', 'OA6', 'PR2'], says: /who has signed in/, status: served },
    failed: ['PR2'],
  },
  {
    id: 'session-profile-lacks-a-field',
    cause: 'the profile of who signed in has no {1}: the field was renamed, or the serializer leaves it out',
    next: ['compare the answer in the report with progress.me in the contract'],
    where: { scenarios: ['OA2', 'OA6', 'PR2'], status: served, says: /- (\w+) is missing/ },
    failed: ['PR2'],
  },
];
const writing = ['PR4', 'PR5', 'PR6', 'PR8'] as const;

/** Exercises, and who has solved them. */
export const progress: readonly Entry[] = [
  {
    id: 'public-route-behind-the-authorizer',
    cause:
      '{requests} wants a session or token, though it is public: the authorizer or guard is the default of all routes, or of a prefix',
    next: ['take the authorizer off the route (AuthorizationType NONE), or mount the guard on single routes'],
    where: { scenarios: ['PR1', 'PR7'], request: /^GET/, status: /^40[13]/ },
    failed: ['PR1'],
  },
  {
    id: 'always-the-same-exercise',
    cause:
      'whatever exercise is asked for, the same one is answered: the parameter has another name in the route than in the code',
    next: ["compare the route's parameter with the one that the handler reads"],
    where: { scenarios: ['PR1'], says: /id is "|status is 2\d\d, not 404/ },
    seen: { scenarios: ['PR1'], says: /id is "/ },
  },
  {
    id: 'unknown-exercise-answered',
    cause: 'an exercise that is not there is answered with 200: nobody looks whether anything was found',
    next: ['answer 404 where nothing was found'],
    where: { scenarios: ['PR1'], test: /unknown one/, status: served },
  },
  {
    id: 'exercise-lacks-a-field',
    cause: 'exercises have no {1}: it is looked for in another table, or left out by the serializer',
    next: ['compare the list in the report with progress.exercises in the contract'],
    where: { scenarios: ['PR1'], status: served, says: /\]?\.?(\w+) is no text/ },
  },
  {
    id: 'exercise-not-listed',
    cause:
      'an exercise that should be there is not: the list is of an earlier release (bundled with the function, or cached)',
    next: ['build and deploy the function that has the list; or progress.exercises.marked in the contract'],
    where: { scenarios: ['PR1'], says: /is not there: name one|status is 404, not 200/ },
  },
  {
    id: 'recording-fails',
    cause:
      'the function that records progress may read its table, and not write it: dynamodb:UpdateItem (or PutItem) is missing in its role',
    next: ['read AccessDenied in its log, and add the action to the role'],
    command: allowed('UpdateItem', 'PutItem'),
    where: { scenarios: writing, says: /got 500|there is no entry/, origin: 'integration' },
    seen: { scenarios: writing, request: /^(POST|PUT|PATCH) /, status: /^500/, origin: 'integration', expected: /^2/ },
  },
  {
    id: 'entry-lacks-a-field',
    cause: 'entries of progress have no {1}: it is written, and the serializer does not know it',
    next: ['compare the list in the report with progress.progress.fields in the contract'],
    where: { scenarios: writing, says: /\]\.(\w+): expected/ },
  },
  {
    id: 'time-in-another-unit',
    cause: 'the time of a solved exercise is decades away: seconds are given to a function that takes milliseconds',
    next: ['multiply by 1000, or keep milliseconds'],
    where: { scenarios: writing, says: /minutes away from now/ },
  },
  {
    id: 'removal-fails',
    cause: 'what was recorded can not be removed: the role of {requests} lacks dynamodb:DeleteItem',
    next: ['read AccessDenied in its log, and add the action to the role; what is left is named in the report'],
    command: allowed('DeleteItem'),
    where: { scenarios: writing, request: /^DELETE/, status: /^500/ },
  },
  {
    id: 'recorded-and-not-listed',
    cause:
      'what was recorded is not in the list: it comes from a cache or a copy that is not fed, or from another table',
    next: ['look where the list comes from; and at progress.progress.visibleWithinSeconds in the contract'],
    command: functionLog,
    where: { scenarios: writing, says: /there is no entry/ },
  },
  {
    id: 'time-overwritten',
    cause: 'each new attempt changes the time at which an exercise was solved: the write sets it whatever is there',
    next: ['set it with if_not_exists'],
    where: { scenarios: ['PR4', 'PR8'], says: /it has been overwritten/ },
  },
  {
    id: 'attempts-lost',
    cause: 'of attempts at the same time some are lost: the count is read, raised and written back',
    next: ['count in the table (ADD attempts :one), in one write'],
    where: { scenarios: ['PR5'], says: /attempts is/ },
    passed: ['PR4'],
  },
  {
    id: 'attempts-counted-wrongly',
    cause:
      'attempts are not counted once each: a known exercise is left as it is, or a retry (of a client, a stream or a queue) counts again',
    next: ['count each request once: look for a condition that skips the write, and for retries of what has succeeded'],
    command: functionLog,
    where: { scenarios: writing, says: /attempts is \S+, not/ },
    failed: ['PR4', 'PR5'],
  },
  {
    id: 'unknown-exercise-recorded',
    cause: 'progress is recorded of exercises that are not there',
    next: ['look whether the exercise exists, and answer 404'],
    where: { scenarios: ['PR4'], test: /unknown exercise/, status: served },
  },
  {
    id: 'malformed-body-crashes',
    cause: 'a body that is no JSON ends in a 500: it is parsed outside of what turns errors into answers',
    next: ['parse it inside, and answer 400'],
    command: functionLog,
    where: { scenarios: ['PR4'], test: /no JSON/, status: /^5/ },
  },
  {
    id: 'incomplete-body-accepted',
    cause: 'a body that lacks a required field is accepted: the schema has it as optional',
    next: ['require it in the schema; or progress.record.withoutId in the contract'],
    where: { scenarios: ['PR4'], test: /without an id/, status: served, expected: /^400/ },
  },
  {
    id: 'progress-of-others-readable',
    cause:
      "another user's progress is shown to whoever names the user ({requests}): the user is taken from the request",
    next: ['take the user from the session; for others, ask for a role'],
    where: { scenarios: ['PR6'], says: /another user's progress/, status: served },
  },
  {
    id: 'progress-of-others-writable',
    cause: "another user's progress is written by whoever names the user in the body",
    next: ['take the user from the session, after the fields of the body'],
    where: { scenarios: ['PR6'], test: /can it be written/, says: /attempts is/ },
  },
  {
    id: 'progress-shared-by-all',
    cause: "what one user has solved is solved for all: the table's key is the exercise alone",
    next: ['make the user a part of the key'],
    where: { scenarios: ['PR6'], test: /not another's/, says: /attempts is/ },
  },
  {
    id: 'csrf-checked-too-late',
    cause: 'what lacks its CSRF proof is refused, and recorded all the same: the check comes after the write',
    next: ['check it before the handler'],
    where: { scenarios: ['PR8'], expected: /attempt/, says: /attempts is/ },
    passed: ['PR4'],
  },
  {
    id: 'csrf-not-checked',
    cause:
      'a cookie alone is enough ({tests}): the CSRF proof is not asked for, or not compared with what it has to be',
    next: [
      'ask every request that changes something for the proof, refuse it where either value is missing, and compare both',
    ],
    where: { scenarios: ['PR8'], status: served, expected: /^403/ },
  },
];
