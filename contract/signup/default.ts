import type { SignupContract } from './schema';

const link = { status: 400, code: 'INVALID_OR_EXPIRED' };
const verification = { status: 400, code: 'VERIFICATION_FAILED' };
const session = { status: 400, code: 'SESSION_NOT_FOUND' };

export const defaultSignup: SignupContract = {
  begin: { path: '/api/auth/register/begin-with-token', body: { email: '{email}', token: '{token}' }, status: 200 },
  verify: {
    path: '/api/auth/register/verify-with-token',
    body: { email: '{email}', token: '{token}', credential: '{credential}' },
    status: 200,
  },
  options: ['.', 'options', 'publicKey', 'options.publicKey'],
  session: ['session_id', 'sessionId'],
  registered: { status: 'status', ok: 'ok', userId: 'user_id', recoveryCodes: 'recovery_codes' },
  userRow: 'begin',
  visibleWithinSeconds: 2,
  challengeSurvivesRefusal: false,
  signIn: {
    begin: { path: '/api/auth/login/begin', body: { email: '{email}' }, status: 200 },
    verify: {
      path: '/api/auth/login/verify',
      body: { session_id: '{session}', credential: '{credential}' },
      status: 200,
    },
    userId: 'user_id',
  },
  errors: {
    expiredLink: link,
    foreignLink: link,
    tamperedLink: link,
    spentLink: link,
    foreignChallenge: verification,
    usedChallenge: session,
    wrongOrigin: verification,
    wrongRpId: verification,
    unverifiedUser: verification,
    withoutBegin: session,
    knownCredential: { status: 409, code: 'CREDENTIAL_EXISTS' },
    usedAssertion: session,
  },
  causes: {
    tokenNotMinted: {
      ...{ step: 'SU1', says: 'exit code' },
      cause: 'the signing key of bootstrap links is not set where the mint command runs',
      next: 'set it there as the deployment has it, and run the mint command by hand',
    },
    otherSigningKey: {
      ...{ step: 'SU2', status: 400, says: 'invalid or expired' },
      cause: 'the link was minted with another signing key than the deployment checks it with',
      next: 'compare the signing key of the environment that the mint command runs in with that of the deployment',
    },
    flagOff: {
      ...{ step: 'SU2', status: 404 },
      cause: 'the feature flag of sign-up by link is off, or the route is not deployed',
      next: "look at the flag in the deployment's settings, then at the route",
    },
    notVerified: {
      ...{ step: 'SU4', status: 400, says: 'verification failed' },
      cause: 'the challenge store is out of reach, or a value is encoded in another way than before',
      next: "look at the function's log for the check that failed, and at what changed in its WebAuthn library",
    },
    noSession: {
      ...{ step: 'SU4', status: 400, says: 'session not found' },
      cause: 'SU2 wrote no user row, or did not store its challenge',
      next: "look for the row by the find command, and for errors of writing in the function's log for SU2",
    },
    lostWrite: {
      ...{ step: 'SU5', says: 'no credential row' },
      cause: 'the write failed, and nobody noticed',
      next: "look at the function's permissions for the table, and for an exception that is caught in verify",
    },
    nothingFound: {
      ...{ step: 'SU5', says: 'no user row and no credential row' },
      cause:
        'the find command looks in another place, or for another spelling of the address; or neither row was written',
      next: 'look for the address in the tables yourself, and delete what is there: nobody else will',
    },
    coldOperator: {
      says: 'cmd timed out',
      cause: 'the operator channel had to start first',
      next: 'run again; if that is no help, give it more time by SMOKE_SIGNUP_CMD_SECONDS',
    },
  },
};
