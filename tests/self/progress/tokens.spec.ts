import { expect, test, type How, type Tried } from './support/tries';

const noStandIn: Record<string, undefined> = {
  SMOKE_PROGRESS_PROVIDER_URL: undefined,
  SMOKE_PROGRESS_LOGIN: undefined,
  SMOKE_PROGRESS_OTHER_LOGIN: undefined,
  SMOKE_PROGRESS_PRIVATE_LOGIN: undefined,
};
const noButton = 'nobody presses the button of the real provider (SMOKE_PROGRESS_PROVIDER_URL, SMOKE_PROGRESS_LOGIN)';
const noCode = ['with the state of another browser', 'without a state', 'in a browser that never began'];

const skippedOf = ({ results }: Tried): string[] => Object.keys(results).filter((id) => results[id] === 'SKIP');

test('tokens stand in for the round trip: all but what needs one is tested', async ({ tryFragment }) => {
  const variables: How['variables'] = ({ tokenOf }) => ({
    ...noStandIn,
    SMOKE_PROGRESS_JWT: tokenOf('ada'),
    SMOKE_PROGRESS_OTHER_JWT: tokenOf('grace'),
    SMOKE_PROGRESS_SPARE_JWT: tokenOf('ada'),
    SMOKE_PROGRESS_EXPIRED_JWT: tokenOf('ada', -60),
    SMOKE_PROGRESS_ENDED_JWT: tokenOf('ada', -60),
  });
  const run = await tryFragment(undefined, { variables, namesProvider: true });

  expect(run.stdout).toContain('11/11 scenarios passed');
  // The last two are left out by the contract.
  expect(skippedOf(run)).toEqual(['OA2', 'OA6', 'PR8', 'PR9']);
  expect(run.below('OA2')).toContain(noButton);
  expect(run.below('OA6')).toContain(noButton.replace('_LOGIN', '_PRIVATE_LOGIN'));
  for (const kind of noCode) expect(run.below('OA3')).toContain(`a callback ${kind} is refused: ${noButton}`);
  expect(run.below('OA3')).toContain('not checked: whether a user was written');
  expect(run.below('OA3')).toContain('and 2 more');
  expect(run.below('OA4') + run.below('OA5')).toBe('');
  expect(run.stderr).toBe('');
  expect(run.exitCode).toBe(0);
});

for (const proof of ['origin', 'answer'] as const) {
  test(`two tokens for cookies, with a proof by ${proof}: nobody is signed out`, async ({ tryCookies }) => {
    const variables: How['variables'] = ({ tokenOf }) => ({
      SMOKE_PROGRESS_LOGIN: undefined,
      SMOKE_PROGRESS_OTHER_LOGIN: undefined,
      SMOKE_PROGRESS_PRIVATE_LOGIN: undefined,
      SMOKE_PROGRESS_JWT: tokenOf('ada'),
      SMOKE_PROGRESS_OTHER_JWT: tokenOf('grace'),
    });
    const run = await tryCookies({ proof }, { variables });

    expect(run.stdout).toContain('12/12 scenarios passed');
    expect(skippedOf(run)).toEqual(['OA2', 'OA5', 'OA6']);
    const noSpare = 'no session given that may be signed out (SMOKE_PROGRESS_SPARE_JWT';
    expect(run.below('OA5')).toContain(noSpare);
    expect(run.below('OA4')).toContain(`a session that is signed out is none: ${noSpare}`);
    expect(run.below('PR8')).toContain(`a cookie signs nobody out: ${noSpare}`);
    expect(run.stderr).toBe('');
    expect(run.exitCode).toBe(0);
  });
}

test('one token alone: who else there is, nobody can tell', async ({ tryFragment }) => {
  const variables: How['variables'] = ({ tokenOf }) => ({ ...noStandIn, SMOKE_PROGRESS_JWT: tokenOf('ada') });
  const run = await tryFragment(undefined, { variables, namesProvider: true });

  expect(skippedOf(run)).toEqual(['OA2', 'OA5', 'OA6', 'PR6', 'PR8', 'PR9']);
  expect(run.below('PR6')).toContain('no way to a session given (SMOKE_PROGRESS_OTHER_JWT');
  expect(run.exitCode).toBe(0);
});

test('without any session, what is public is tested', async ({ tryFragment }) => {
  const run = await tryFragment(undefined, { variables: () => noStandIn, namesProvider: true });

  expect(run.results).toMatchObject({ OA1: 'PASS', OA3: 'PASS', PR1: 'PASS', PR7: 'PASS' });
  expect(skippedOf(run)).toEqual(['OA2', 'OA5', 'OA6', 'PR2', 'PR4', 'PR5', 'PR6', 'PR8', 'PR9']);
  expect(run.below('PR2')).toContain('no way to a session given (SMOKE_PROGRESS_JWT');
  expect(run.exitCode).toBe(0);
});

test('a session that is over, where one is to be signed out, is told', async ({ tryFragment }) => {
  const variables: How['variables'] = ({ tokenOf }) => ({
    ...noStandIn,
    SMOKE_PROGRESS_JWT: tokenOf('ada'),
    SMOKE_PROGRESS_SPARE_JWT: tokenOf('ada', -60),
  });
  const run = await tryFragment(undefined, { variables, parameters: ['--grep', '@(OA5|PR2)'], namesProvider: true });

  expect(run.results).toEqual({ OA5: 'SKIP', PR2: 'PASS' });
  expect(run.below('OA5')).toContain(
    'the session of SMOKE_PROGRESS_SPARE_JWT is over, as after a run that has signed it out (401): give another one',
  );
  expect(run.exitCode).toBe(0);
});
