/** Every suite, by the name of its project, with its scenarios by their stable ids: the titles are what the results table prints. */
export const suites = {
  smoke: {
    AC1: 'a valid JWT reads its profile',
    AC2: 'a forged or malformed token is refused',
    AC3: 'no credentials: the gateway refuses',
    AC4: 'an expired token is refused as expired',
    AC5: 'an API key reads the same profile',
    AC6: 'a capture-only key may not update the profile',
    AC7: 'a revoked key is refused',
    AC8: 'an unknown key is refused',
    AC9: 'every route reaches its integration',
    AC10: 'every route answers its preflight',
    AC11: 'the profile is updated',
    AC12: 'nobody gives himself a role',
    AC13: 'an API key is created, listed and deleted',
    AC14: 'a burst is rate limited',
  },
  signup: {
    SU1: 'a bootstrap token is minted',
    SU2: 'it begins a registration',
    SU3: 'a passkey is made',
    SU4: 'the passkey is verified',
    SU5: 'user and passkey are stored',
    SU6: 'the token is spent',
    SU7: 'what does not belong is refused',
    SU8: 'the passkey signs in, once',
  },
  realtime: {
    JC1: 'a JWT secret is configured',
    JC2: 'the secret is fit for use',
    JC3: 'the deployment verifies with that secret',
    JC4: 'health tells whether there is a secret',
    WS1: 'a valid token opens the socket',
    WS2: 'what does not belong is kept out',
    WS3: 'a request gets its events, and an answer',
    WS4: 'nobody gets the events of others',
    WS5: 'the socket of a token that expires',
    WS6: 'the socket is kept, closed and opened again',
  },
  progress: {
    OA1: 'a sign-in begins at the provider',
    OA2: 'the round trip ends in a session',
    OA3: 'a callback that is none is refused',
    OA4: 'a session is told from what is none',
    OA5: 'a sign-out ends the session everywhere',
    OA6: 'who hides the email signs in, too',
    PR1: 'the exercises are public',
    PR2: 'the profile is that of who signed in',
    PR3: 'progress is for whom it belongs to',
    PR4: 'a solved exercise is recorded',
    PR5: 'no attempt is lost among ten at once',
    PR6: "another user's progress is out of reach",
    PR7: 'the frontend is admitted, nobody else',
    PR8: 'a cookie alone changes nothing',
    PR9: 'too many sign-ins are limited',
  },
  sessions: {
    SE1: 'the service is up, its database too',
    SE2: 'who signs in has a role and a pair of tokens',
    SE3: 'no answer has a secret',
    SE4: 'a refresh brings a new pair',
    SE5: 'a used refresh token is refused',
    SE6: 'of two refreshes at once, one wins',
    SE7: 'a sign-out ends the sessions',
    SE8: 'a forged or expired token is refused',
    SE9: 'administration is for admins',
    SE10: 'posts belong to their authors',
    SE11: 'only the named origins are admitted',
    SE12: 'no default key signs tokens',
  },
} as const;

export type SuiteName = keyof typeof suites;

export const suiteNames = Object.keys(suites) as SuiteName[];

export const scenarios = {
  ...suites.smoke,
  ...suites.signup,
  ...suites.realtime,
  ...suites.progress,
  ...suites.sessions,
} as const;

export type ScenarioId = keyof typeof scenarios;

export const scenarioIds = Object.keys(scenarios) as ScenarioId[];

/** The ids of a suite's scenarios. */
export function scenariosOf(suite: SuiteName): ScenarioId[] {
  return Object.keys(suites[suite]) as ScenarioId[];
}
