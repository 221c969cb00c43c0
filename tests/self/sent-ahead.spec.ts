import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test as base, type TestInfo } from '@playwright/test';
import { deploy, moreRoutes, mostAtOnce, type Target } from '../../bench/deployment';
import { divideInFlight, hasRoomBeside, inFlightShare, openGate } from '../../fixtures/client/in-flight';
import { isFiltered, leavesNoneOut } from '../../fixtures/run-part';
import { shownIn } from './support/report';
import { smoke } from './support/smoke-run';

interface Reported {
  title: string;
  worker: number;
  /** The requests in its report, as `GET /users/me as jwt → 200`. */
  requests: string[];
  steps: string[];
}

const test = base.extend<{ target: Target }>({
  target: async ({}, use) => {
    const target = await deploy(20);
    await use(target);
    await target.stop();
  },
});

/** What a run reports of each of its tests; all of them have to pass. */
async function reported(testInfo: TestInfo, variables: Record<string, string>, ...parameters: string[]) {
  const { exitCode, stdout } = await smoke(testInfo, variables, ['--reporter=json', ...parameters]);
  expect(exitCode, stdout).toBe(0);
  interface Result {
    workerIndex: number;
    attachments: { name: string }[];
    steps?: { title: string }[];
  }
  interface Suite {
    suites?: Suite[];
    specs: { title: string; tests: { results: Result[] }[] }[];
  }
  const ofSuite = ({ suites = [], specs }: Suite): Reported[] => [
    ...specs.flatMap(({ title, tests }) =>
      tests.flatMap(({ results }) =>
        results.map(({ workerIndex, attachments, steps = [] }) => ({
          steps: steps.map((step) => step.title),
          ...{ title, worker: workerIndex },
          requests: attachments
            .map(({ name }) => name.replace(/, \d+ ms$/, '').replace('/prod', ''))
            .filter((name) => name.includes(' → ')),
        })),
      ),
    ),
    ...suites.flatMap(ofSuite),
  ];
  return (JSON.parse(stdout.slice(stdout.indexOf('{'))) as { suites: Suite[] }).suites.flatMap(ofSuite);
}

const asked = ({ seen }: Target): string[] => seen.map(({ method, path }) => `${method} ${path.replace('/prod', '')}`);

test('what was sent ahead is in the report of the test that it is for, and was sent once', async ({
  target,
}, testInfo) => {
  const tests = await reported(testInfo, { ...target.settings });
  const requestsOf = (title: string) => tests.find((each) => each.title === title)?.requests.sort();

  expect(requestsOf('GET /users/api-keys')).toEqual([
    'GET /users/api-keys as apiKey:full → 200',
    'GET /users/api-keys as jwt → 200',
  ]);
  expect(requestsOf('POST /auth/validate-invite')).toEqual(['POST /auth/validate-invite as jwt → 400']);
  expect(requestsOf('OPTIONS /users/me')).toEqual(['OPTIONS /users/me as anonymous → 204']);
  expect(requestsOf('no token at all')).toEqual(['GET /users/me as malformed → 401']);
  // With the genuine token, which a verifier may remember, before.
  expect(requestsOf('a foreign signature')).toEqual([
    'GET /users/me as foreign-signature → 401',
    'GET /users/me as jwt → 200',
  ]);
  expect(requestsOf('a capture-only key may not update it')?.filter((each) => each.startsWith('POST'))).toEqual([
    'POST /users/api-keys as jwt → 201',
  ]);
  expect(asked(target).filter((each) => each === 'OPTIONS /users/me')).toHaveLength(1);
  expect(tests.find(({ title }) => title === 'OPTIONS /users/me')?.steps).toContain(
    'OPTIONS /users/me as anonymous, sent ahead',
  );
  expect(asked(target).filter((each) => each === 'POST /auth/validate-invite')).toHaveLength(1);
});

test('what is sent ahead is no step of the test that runs meanwhile', async ({ target }, testInfo) => {
  const { folder, stdout, exitCode } = await smoke(testInfo, { ...target.settings });
  expect(exitCode, stdout).toBe(0);
  const tests = shownIn(`${folder}/report`);
  const callsOf = (title: string) =>
    tests.find((each) => each.title === title)?.steps.filter((step) => /^(GET|PATCH|POST|OPTIONS)$/.test(step));

  expect(callsOf('the display name is updated, and shown')).toEqual(['GET', 'PATCH', 'GET', 'PATCH', 'GET']);
  // What the test before has left is not looked for.
  expect(callsOf('a role can not be given to oneself')).toEqual(['PATCH', 'GET', 'GET']);
  expect(callsOf('OPTIONS /users/me')).toEqual([]);
});

/** When a request came that fits, in milliseconds since 1970. */
const firstAt = ({ seen }: Target, method: string, path: RegExp): number =>
  Math.min(...seen.filter((each) => each.method === method && path.test(each.path)).map(({ at }) => at));
/** When the key that AC13 makes is removed: before all others. */
const keyRemovedAt = (target: Target): number => firstAt(target, 'DELETE', /api-keys\/key_/);
const firstProbeAt = (target: Target): number => firstAt(target, 'POST', /validate-invite$/);
const aheadIn = (tests: readonly Reported[]): boolean | undefined =>
  tests
    .find(({ title }) => title === 'OPTIONS /users/me')
    ?.steps.includes('OPTIONS /users/me as anonymous, sent ahead');

test('the routes answer while a key comes and goes', async ({ target }, testInfo) => {
  const tests = await reported(testInfo, { ...target.settings });

  expect(firstProbeAt(target)).toBeLessThan(keyRemovedAt(target));
  expect(aheadIn(tests)).toBe(true);
  expect(asked(target).filter((each) => each.startsWith('OPTIONS'))).toHaveLength(5);
});

for (const [what, variables] of [
  ['it has a budget', { SMOKE_TEST_CONTRACT: 'contract.mjs' }],
  ['there are too few requests at once', { SMOKE_TEST_MAX_IN_FLIGHT: '4' }],
] as const) {
  test(`where ${what}, a key comes and goes before the routes are asked`, async ({ target }, testInfo) => {
    mkdirSync(testInfo.outputPath('run'), { recursive: true });
    const latency = { routes: { 'DELETE /users/api-keys/{id}': { failMs: 60_000 } } };
    writeFileSync(testInfo.outputPath('run/contract.mjs'), `export default ${JSON.stringify({ latency })};`);
    const tests = await reported(testInfo, { ...target.settings, ...variables }, '--workers=2');

    expect(firstProbeAt(target)).toBeGreaterThan(keyRemovedAt(target));
    expect(aheadIn(tests)).toBe(true);
    expect(asked(target).filter((each) => each.startsWith('OPTIONS'))).toHaveLength(5);
  });
}

test('whoever runs some of the tests sends what these ask, and nothing else', async ({ target }, testInfo) => {
  const [one, ...others] = await reported(testInfo, { ...target.settings }, '--grep', 'OPTIONS /users/me');

  expect(others).toEqual([]);
  expect(one?.requests).toEqual(['OPTIONS /users/me as anonymous → 204']);
  expect(asked(target).filter((each) => each.startsWith('OPTIONS'))).toEqual(['OPTIONS /users/me']);
});

test('what is skipped is not sent', async ({ target }, testInfo) => {
  await reported(testInfo, { ...target.settings, SMOKE_TEST_SKIP: 'AC9,AC10' });

  expect(asked(target)).not.toContain('POST /auth/validate-invite');
  expect(asked(target).filter((each) => each.startsWith('OPTIONS'))).toEqual([]);
});

for (const [most, workers] of [
  ['1', '1'],
  ['3', '1'],
  ['4', '2'],
  ['1', '4'],
] as const) {
  test(`of ${most} in flight, with ${workers} workers, there are never more`, async ({ target }, testInfo) => {
    const variables = { ...target.settings, SMOKE_TEST_MAX_IN_FLIGHT: most, SMOKE_TEST_SKIP: 'AC14' };
    await reported(testInfo, variables, `--workers=${workers}`);

    expect(mostAtOnce(target.seen)).toBeLessThanOrEqual(Number(most));
    // One worker's volley takes all that it may have.
    if (workers === '1') expect(mostAtOnce(target.seen)).toBe(Number(most));
  });
}

for (const [most, workers, beside, share, room] of [
  [16, 2, 0, 8, true],
  [16, 2, 1, 7, true],
  [16, 4, 0, 4, false],
  [17, 4, 1, 4, true],
  [10, 2, 1, 4, true],
  [5, 1, 1, 4, true],
  [1, 4, 0, 1, false],
] as const) {
  base(`of ${most} in flight, ${workers} workers have ${share} each, with ${beside} beside them`, () => {
    const before = { ...process.env };
    try {
      divideInFlight(most, workers, beside);
      expect(inFlightShare()).toBe(share);
    } finally {
      process.env = before;
    }
    expect(hasRoomBeside(most, workers)).toBe(room);
  });
}

base('many routes are tested in parts, each by the next worker, with one key', async ({}, testInfo) => {
  const target = await deploy(0, 60);
  const registry = testInfo.outputPath('registry.mjs');
  writeFileSync(registry, `export const ROUTE_REGISTRY = ${JSON.stringify(moreRoutes(60))};`);
  try {
    const variables = { ...target.settings, SMOKE_TEST_ROUTE_REGISTRY: registry };
    const tests = (await reported(testInfo, variables)).filter(({ title }) => title.includes('/bench/'));
    const workersOf = (method: string): number =>
      new Set(tests.filter(({ title }) => title.startsWith(method)).map(({ worker }) => worker)).size;

    expect(tests).toHaveLength(120);
    expect(workersOf('GET')).toBe(2);
    // Whoever needs a key first has its creation in the report, too.
    const requests = tests.flatMap((each) => each.requests).filter((each) => each.includes('/bench/'));
    expect(requests).toHaveLength(180);
    expect(new Set(requests).size).toBe(180);
    expect(asked(target).filter((each) => each === 'POST /users/api-keys')).toHaveLength(3);
  } finally {
    await target.stop();
  }
});

base('after a failure, nothing is sent once more that was sent ahead', async ({}, testInfo) => {
  const target = await deploy(0);
  const registry = testInfo.outputPath('registry.mjs');
  writeFileSync(registry, `export const ROUTE_REGISTRY = ${JSON.stringify(moreRoutes(5))};`);
  try {
    const variables = { ...target.settings, SMOKE_TEST_ROUTE_REGISTRY: registry };
    const { exitCode } = await smoke(testInfo, variables, ['--workers=1']);

    expect(exitCode).toBe(1);
    // With the others', as far as it had its turn before the failure, and by its own test, since the worker that had the answer is gone.
    const times = (each: string): number => asked(target).filter((one) => one === each).length;
    expect(times('OPTIONS /bench/route-1')).toBe(1);
    expect(times('OPTIONS /bench/route-5')).toBe(2);
    // By each of two credentials.
    expect([2, 3, 4]).toContain(times('GET /bench/route-5'));
  } finally {
    await target.stop();
  }
});

base('a gate lets so many through', async () => {
  const gate = openGate(2);
  let [now, most] = [0, 0];
  const pass = () =>
    gate(async () => {
      most = Math.max(most, (now += 1));
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
    });
  await Promise.all(Array.from({ length: 7 }, pass));

  expect(most).toBe(2);
});

for (const [parameters, whole] of [
  ['test', true],
  ['test --project=smoke --workers=3 --reporter=line -c x.ts --retries 1 --output=o', true],
  ['test --repeat-each=3 -j 2 --trace on', true],
  // Whole files.
  ['test --shard=1/2', true],
  ['test --grep @AC9', false],
  ['test -g @AC9', false],
  ['test --grep-invert @AC9', false],
  ['test --last-failed', false],
  ['test --test-list=list.txt', false],
  ['test tests/smoke/profile.spec.ts', false],
  ['test --ui', false],
] as const) {
  base(`${parameters}: ${whole ? 'leaves no test out' : 'may leave tests out'}`, () => {
    expect(leavesNoneOut(parameters.split(' '))).toBe(whole);
  });
}

base('a configuration may leave tests out', () => {
  expect(isFiltered({ grep: /.*/, grepInvert: null })).toBe(false);
  expect(isFiltered({ grep: /@AC9/, grepInvert: null })).toBe(true);
  expect(isFiltered({ grep: [/.*/, /@AC9/], grepInvert: null })).toBe(true);
  expect(isFiltered({ grep: /.*/, grepInvert: /@AC9/ })).toBe(true);
});
