/** Every scenario by its stable id: the title is what the results table prints. */
export const scenarios = {
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
} as const;

export type ScenarioId = keyof typeof scenarios;

export const scenarioIds = Object.keys(scenarios) as ScenarioId[];
