import type { Entry } from '../entry';

const served = /^2/;
const posts = { scenarios: ['SE10'] } as const;
const ended = { scenarios: ['SE7', 'SE8'], status: served, expected: /^401/ } as const;

/** Accounts of the API's own: health, sign-in, what an answer must not have. */
export const accounts: readonly Entry[] = [
  {
    id: 'database-out-of-reach',
    cause:
      'the service can not reach its database: a wrong host or password in its connection string, or a network that keeps them apart',
    next: [
      "look at its log for the error of the connection, then at the connection string's host and the security group",
    ],
    where: {
      scenarios: ['SE1', 'SE2', 'SE3', 'SE4', 'SE5', 'SE6', 'SE7', 'SE8', 'SE9', 'SE10', 'SE11', 'SE12'],
      status: /^50/,
    },
    failed: ['SE1', 'SE2', 'SE4'],
  },
  {
    id: 'sign-in-of-another-form',
    cause:
      'sign-ins are refused as invalid ({statuses}): the route reads JSON where a form is promised, or the other way round',
    next: ['have the route read application/x-www-form-urlencoded; or sessions.token.request in the contract'],
    where: {
      request: /^POST/,
      status: /^(415|422)/,
      scenarios: ['SE1', 'SE2', 'SE3', 'SE4', 'SE5', 'SE6', 'SE7', 'SE8', 'SE9', 'SE10', 'SE11', 'SE12'],
    },
    failed: ['SE1', 'SE2'],
  },
  {
    id: 'registration-stores-nothing',
    cause:
      'registrations are answered as done, and who registers can not sign in: nothing is stored, or the address has to be confirmed first',
    next: ['look for the account in the database, then at the setting that wants confirmed addresses'],
    where: {
      request: /^POST/,
      status: /^401/,
      expected: /pair of tokens/,
      scenarios: ['SE2', 'SE3', 'SE4', 'SE5', 'SE6', 'SE7', 'SE8', 'SE9', 'SE10', 'SE11', 'SE12'],
    },
    failed: ['SE2', 'SE12'],
  },
  {
    id: 'health-is-wrong',
    cause: 'the health check says that there is no database, and there is one: it asks for something that is gone',
    next: ['have it ask for something small (SELECT 1)'],
    where: { scenarios: ['SE1'], status: /^503/ },
    passed: ['SE2'],
  },
  {
    id: 'health-without-a-status',
    cause: 'the health check tells in its body that something is missing, and answers 200',
    next: ['answer 503 where a part is missing: load balancers and pipelines read the status'],
    where: { scenarios: ['SE1'], status: /^200/, says: /is "[^"]*", not "/ },
  },
  {
    id: 'health-says-too-little',
    cause: 'the health check says nothing of {1}: it was replaced by one that asks for nothing',
    next: ['have it ask the database; or sessions.health.says in the contract'],
    where: { scenarios: ['SE1'], status: /^200/, says: /- (\w+) is missing/ },
  },
  {
    id: 'accounts-can-be-guessed',
    cause: 'the refusal of a sign-in tells whether the account exists ({1})',
    next: ['answer both with one status, text and headers, and verify a dummy hash where there is no account'],
    where: {
      scenarios: ['SE1', 'SE2'],
      says: /- (?=.*(?:for a user that isn't there|is 404, not 401))(.+?)(?: for a user|, not)/,
    },
    failed: ['SE2'],
    unseen: { scenarios: ['SE2'], test: /wrong password/, status: served },
  },
  {
    id: 'wrong-password-with-another-status',
    cause: 'a wrong password is answered with {statuses}',
    next: ['answer 401; or sessions.errors in the contract'],
    where: { scenarios: ['SE1', 'SE2'], status: /^4(?!01)/, expected: /^401/ },
  },
  {
    id: 'password-not-verified',
    cause: 'whoever knows a name signs in with any password: it is not compared with the hash',
    next: ['look for a shortcut for tests or development in the sign-in, and take it out at once'],
    where: { scenarios: ['SE2'], test: /wrong password/, status: served },
  },
  {
    id: 'challenge-missing',
    cause: 'refusals with 401 have no WWW-Authenticate: what turns errors into answers drops their headers',
    next: ["hand on the error's headers; or sessions.challenge in the contract"],
    where: { scenarios: ['SE2'], says: /www-authenticate is missing$/m },
  },
  {
    id: 'taken-name-crashes',
    cause:
      'a registration under a taken name ends in a 500: the constraint of the table notices it, and nobody catches that',
    next: ['catch the violation of the constraint, and answer 409'],
    where: { scenarios: ['SE2'], test: /registered once/, status: /^5/ },
    passed: ['SE1'],
  },
  {
    id: 'taken-name-admitted',
    cause: 'a registration under a taken name makes a second account: the constraint is gone',
    next: ['add the unique constraint again, after the doubles are merged'],
    where: { scenarios: ['SE2'], test: /registered once/, status: served },
  },
  {
    id: 'token-type-wrong',
    cause: 'the answer to a sign-in does not say of what type the token is, or says another one',
    next: ['answer token_type: bearer (RFC 6749 §5.1); or sessions.token.tokenType in the contract'],
    where: { scenarios: ['SE2'], says: /token_?type is/i },
  },
  {
    id: 'own-profile-of-another',
    cause: 'the profile is that of another user, whoever asks: the query for the user has lost its condition',
    next: ["find the user by the token's subject"],
    where: { scenarios: ['SE2', 'SE4', 'SE9'], says: /- \w*name is "[^"]+", not "/, status: served },
  },
  {
    id: 'secret-in-an-answer',
    cause: 'answers of {requests} have what nobody may see: {1}',
    next: ['answer named fields (a response model), not the row; then renew what was shown'],
    where: { says: /it has (?:an? )?([^\n:]+)/, expected: /^no secret/ },
  },
  {
    id: 'roles-given-by-oneself',
    cause:
      'users make themselves admins by a field of the request ({requests}): it is bound to all columns of the table',
    next: ['take named fields from registrations and updates; look who is an admin already'],
    where: { scenarios: ['SE2', 'SE9'], says: /role is "\w+", not "|become an admin/ },
    seen: { scenarios: ['SE9'], says: /role is "\w+", not "/ },
  },
  {
    id: 'admin-route-unguarded',
    cause: '{requests} is answered to who is no admin: it has no guard, or one that lets pass who has no token',
    next: ['put the guard for admins on the route, and have it refuse where there is no token'],
    where: {
      scenarios: ['SE9'],
      status: served,
      expected: /^40[13]|^nobody to become/,
      says: /is answered 200|status is 2/,
    },
    passed: ['SE2'],
  },
  {
    id: 'admins-kept-out',
    cause: "admins are refused at {requests}: the role is compared with another name than the table's",
    next: ["compare the role in the profile (in the report) with the guard's; and sessions.me.roles in the contract"],
    where: { scenarios: ['SE9'], test: /may administer/, status: /^403/ },
  },
  {
    id: 'admin-route-with-another-status',
    cause:
      '{requests} refuses with {statuses} where another status was promised: hidden as not found, or as the default of the framework has it',
    next: ['answer 401 where there is no token, and 403 where the role is missing; or sessions.errors in the contract'],
    where: { scenarios: ['SE9'], status: /^4/, expected: /^40[13]/ },
  },
  {
    id: 'role-missing-from-the-profile',
    cause: 'the profile does not have the role: the response model leaves it out',
    next: ['add it to the response model; or sessions.me.fields in the contract'],
    where: { scenarios: ['SE2', 'SE9'], says: /role is missing/ },
  },
];

/** Tokens: rotation, sign-out, forgeries. */
export const tokens: readonly Entry[] = [
  {
    id: 'refresh-route-gone',
    cause: '{requests} is not there: the router of refreshes was not added to the application',
    next: ['add it, or correct sessions.refresh.path in the contract'],
    where: { status: /^40[45]/, scenarios: ['SE3', 'SE4', 'SE5', 'SE6', 'SE7'], request: /^POST/ },
  },
  {
    id: 'replay-crashes',
    cause: 'a used refresh token ends in a 500: what ends its family fails',
    next: ['read the error in the log (a column or table that was renamed), and look whether the family is ended'],
    where: { scenarios: ['SE5', 'SE6'], says: /status is 5\d\d|5\d\d/ },
    passed: ['SE4'],
  },
  {
    id: 'refreshed-token-not-stored',
    cause: 'the refresh token that a refresh answers is refused from the start: another one is stored than is answered',
    next: ['store (the hash of) the token that is answered'],
    where: { scenarios: ['SE3', 'SE4', 'SE5'], request: /^POST/, status: /^401/, expected: /^200|pair of tokens/ },
    failed: ['SE4', 'SE5'],
  },
  {
    id: 'same-refresh-token-again',
    cause: 'a refresh answers the refresh token that it was asked with: rotation is off',
    next: ['make a new one at each refresh, and mark the old one as used'],
    where: {
      scenarios: ['SE4', 'SE5', 'SE6'],
      says: /refresh token is the one from before|used refresh token|status is 200, not 401|both have won/,
    },
    failed: ['SE4', 'SE5'],
  },
  {
    id: 'same-access-token-again',
    cause: 'a refresh answers the access token of before, which ends as it would have: tokens are cached by session',
    next: ['sign a new one at each refresh'],
    where: { scenarios: ['SE4'], says: /access token is the one from before/ },
  },
  {
    id: 'refreshed-access-token-refused',
    cause: 'the access token of a refresh is refused: what refreshes signs with another key than is verified with',
    next: ['compare the key in the environments of both processes, and start the older one anew'],
    where: { scenarios: ['SE4'], request: /^GET/, status: /^401/ },
  },
  {
    id: 'refresh-without-refresh-token',
    cause: 'a refresh answers no refresh token: it was modelled on a framework that does not rotate',
    next: ['answer the new refresh token, too; or sessions.refresh in the contract'],
    where: { scenarios: ['SE3', 'SE4', 'SE5', 'SE6'], request: /^POST/, status: served, says: /\w+ is no text/ },
  },
  {
    id: 'refresh-token-not-used-up',
    cause: 'a refresh token stays valid when it was used: it is not marked as used',
    next: ['mark it in the same transaction that writes the new one'],
    where: { scenarios: ['SE5', 'SE6'], status: served },
    failed: ['SE5', 'SE6'],
  },
  {
    id: 'rotation-not-atomic',
    cause: 'two refreshes at once with one refresh token both win: it is read and marked as used in two steps',
    next: ['mark it in one statement that tells whether it has changed a row (UPDATE … WHERE used = false RETURNING)'],
    where: { scenarios: ['SE6'], says: /both have won|two at the same moment/ },
    passed: ['SE5'],
  },
  {
    id: 'family-outlives-a-replay',
    cause: 'a used refresh token is refused, and the one that took its place goes on: a replay does not end the family',
    next: ['revoke the whole family at a replay (RFC 9700 §4.14.2); or sessions.refresh.reuse in the contract'],
    where: { scenarios: ['SE5'], test: /ends its family/, status: served },
  },
  {
    id: 'other-sessions-survive',
    cause: "a sign-out leaves the same user's other sessions as they are, which should end with it",
    next: ["raise the user's token version at the sign-out; or sessions.logout in the contract, where they may live"],
    where: { ...ended, test: /other session/ },
    unseen: { scenarios: ['SE7'], test: /both tokens/ },
  },
  {
    id: 'refresh-tokens-survive-sign-out',
    cause: 'refresh tokens get a new pair after the sign-out, or after the next sign-in: they are not ended for good',
    next: ["mark the user's refresh tokens as revoked at the sign-out, row by row"],
    where: { scenarios: ['SE7'], request: /^POST/, status: served, expected: /^401/ },
  },
  {
    id: 'access-tokens-survive-sign-out',
    cause:
      'access tokens are accepted after the sign-out: their version is not in them, not raised and saved, not compared, or cached by the guard',
    next: [
      "look at the version claim of a token in the report, at the user's row before and after a sign-out, and at the guard's comparison (and cache)",
    ],
    where: { ...ended, request: /^GET/ },
    failed: ['SE7'],
  },
  {
    id: 'sign-out-ends-others',
    cause: 'a sign-out ends the sessions of other users, too: its statement has lost its WHERE',
    next: ['limit the statement to the user who signs out'],
    where: { scenarios: ['SE7'], test: /another user's session lives/, status: /^401/ },
  },
  {
    id: 'default-key-accepted',
    cause:
      'access tokens that are signed with a default key are accepted: the variable for the key is missing, or the default was kept beside it',
    next: ['set a key of its own in the environment, take every default out of the code, and end all sessions'],
    where: { scenarios: ['SE12'], status: served },
    passed: ['SE8'],
  },
  {
    id: 'session-signature-not-verified',
    cause: 'access tokens are read without verifying who has signed them',
    next: ['take out the option that turns verification off'],
    where: { scenarios: ['SE8', 'SE12'], status: served, expected: /^401/ },
    failed: ['SE8', 'SE12'],
  },
  {
    id: 'session-expiry-ignored',
    cause: 'access tokens are accepted when their time is over: the check of exp is off',
    next: ['check exp; for clocks that differ, allow some seconds'],
    where: { scenarios: ['SE8'], test: /time is over/, status: served },
  },
  {
    id: 'expired-token-crashes',
    cause:
      'an expired access token ends in a 500: the error of the library has another class than the one that is caught',
    next: ['catch all errors of the verification, and answer 401'],
    where: { scenarios: ['SE8'], status: /^5/ },
    passed: ['SE2'],
  },
  {
    id: 'unsigned-session-accepted',
    cause: 'access tokens without a signature (alg none) are accepted: the algorithms are taken from the token',
    next: ['name the algorithm to the library that verifies'],
    where: { scenarios: ['SE8'], test: /alg none/, status: served },
  },
];

/** Posts and their authors. */
export const ownership: readonly Entry[] = [
  {
    id: 'foreign-posts-reachable',
    cause:
      'posts are read, changed or removed by others than their author ({requests}): they are looked for by their id alone',
    next: ["add the author to the query's condition"],
    where: { ...posts, test: /foreign post/, status: served, expected: /^40[34]/ },
  },
  {
    id: 'posts-served-without-a-token',
    cause:
      'posts are shown to who has no token: a cache before the service keeps answers by their path, or the route has no guard',
    next: ['send Cache-Control: private or Vary: Authorization, and look at what caches; then at the guard'],
    where: { ...posts, test: /nobody's to read/, status: served },
  },
  {
    id: 'refused-post-stored',
    cause: 'a post that is refused is stored all the same: it is validated after the write',
    next: ['validate first, or in the same transaction'],
    where: { ...posts, test: /unfit/, says: /is there, and should not be/ },
  },
  {
    id: 'posts-of-everybody-listed',
    cause: "the list of one's own posts has those of others: its filter is not applied",
    next: ["filter by the token's user"],
    where: { ...posts, says: /is there, and should not be/ },
  },
  {
    id: 'post-not-listed',
    cause: 'a post that was created is not in the list: the list leaves out new ones, or is cached',
    next: [
      "look at the list's condition (published, deleted); and at sessions.posts.visibleWithinSeconds in the contract",
    ],
    where: { ...posts, says: /" is not there/ },
  },
  {
    id: 'post-not-stored',
    cause: 'a post that was created is not there: nothing commits the transaction',
    next: ['commit before the answer'],
    where: { ...posts, request: /^GET/, status: /^404/, expected: /^200/ },
  },
  {
    id: 'post-update-not-stored',
    cause: 'the answer to an update has the new text, and the post has the old one: the changed object is not saved',
    next: ['save it, and commit before the answer'],
    where: { ...posts, test: /changed/, says: /is "[^"]*", not "/ },
  },
  {
    id: 'post-not-removed',
    cause: 'a post that was deleted is still there: it is marked, and what reads posts does not look at the mark',
    next: ['leave out what is marked in every query'],
    where: { ...posts, test: /removed post/, status: served, expected: /^404/ },
  },
  {
    id: 'post-lacks-a-field',
    cause: 'a post is shown without its {1}: the model of lists is used for a single one',
    next: ['answer the whole post; or sessions.posts.fields in the contract'],
    where: { ...posts, status: served, says: /- (\w+) is no text/ },
  },
  {
    id: 'invalid-posts-accepted',
    cause: 'a post is stored whatever its fields are: nothing reads its schema',
    next: ['validate the body by its schema, and answer 422'],
    where: { ...posts, test: /unfit/, request: /^POST/, status: served },
  },
  {
    id: 'refusal-without-reason',
    cause: 'the refusal of an invalid post does not say which field is wrong: one text for all errors',
    next: ["hand on the fields of the validation's errors"],
    where: { ...posts, says: /does not name/ },
  },
  {
    id: 'invalid-posts-crash',
    cause: 'an invalid post ends in a 500: its validation is left to the database',
    next: ['validate before the write, and answer 422'],
    where: { ...posts, test: /unfit/, status: /^5/ },
    passed: ['SE2'],
  },
];
