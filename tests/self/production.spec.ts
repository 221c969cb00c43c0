import { expect, test } from '@playwright/test';
import { kindOfIssuer, kindProblems, productionReasons, whyNotWrite } from '../../fixtures/production';
import type { KeyKind } from '../../fixtures/settings';
import { startDeployment, type Deployment, type DeploymentOptions } from '../../local-deployment';
import { smoke } from './support/smoke-run';

const development = 'https://calm-owl-1.clerk.accounts.dev';
const run = {
  ...{
    apiUrl: 'https://api.example.com/prod',
    keyKinds: {},
    productionHosts: [],
    minting: undefined,
    realtime: {},
    progress: {},
  },
};

for (const [issuer, kind] of [
  [development, 'test'],
  ['https://clerk.example.com', 'live'],
  ['https://clerk.accounts.dev.example.com', 'live'],
  ['https://accounts.dev', 'live'],
  [undefined, 'live'],
  ['no URL', 'live'],
  ['http://127.0.0.1:4000', undefined],
  ['http://localhost:4000', undefined],
] as const) {
  test(`the issuer ${issuer ?? '(none)'} is of kind ${kind ?? '(neither)'}`, () => {
    expect(kindOfIssuer(issuer)).toBe(kind);
  });
}

test.describe('what a deployment is taken for production by', () => {
  for (const [name, changes, issuers, reasons] of [
    ['nothing: a development instance, whatever the stage is called', {}, [development], []],
    [
      'its issuer',
      {},
      [development, 'https://clerk.example.com'],
      ["its issuer clerk.example.com is no development instance of Clerk's"],
    ],
    [
      'a live secret key',
      { keyKinds: { CLERK_SECRET_KEY: 'live' } },
      [development],
      ['CLERK_SECRET_KEY is a live key'],
    ],
    [
      'a live publishable key',
      { keyKinds: { CLERK_PUBLISHABLE_KEY: 'live' } },
      [],
      ['CLERK_PUBLISHABLE_KEY is a live key'],
    ],
    ['test keys: nothing', { keyKinds: { CLERK_SECRET_KEY: 'test' } }, [development], []],
    ['what its environment is called', { environmentName: 'production' }, [], ['SMOKE_TEST_ENVIRONMENT=production']],
    [
      "what the sockets' environment is called",
      { realtime: { environment: 'production' } },
      [development],
      ['SMOKE_REALTIME_ENVIRONMENT=production'],
    ],
    ["another name of the sockets' environment: nothing", { realtime: { environment: 'staging' } }, [], []],
    [
      "the sockets' host",
      { productionHosts: ['ws.example.com'], realtime: { socketUrl: 'wss://ws.example.com/ws' } },
      [development],
      ['ws.example.com is one of SMOKE_TEST_PRODUCTION_HOSTS'],
    ],
    [
      'sockets elsewhere, of an API on loopback, of which nothing is said',
      { apiUrl: 'http://127.0.0.1:3000', realtime: { url: 'https://ws.example.com' } },
      [],
      ['as SMOKE_TEST_ENVIRONMENT does not say what else it is'],
    ],
    ['another name: nothing', { environmentName: 'staging' }, [development], []],
    [
      'its host',
      { productionHosts: ['api.example.com'] },
      [development],
      ['api.example.com is one of SMOKE_TEST_PRODUCTION_HOSTS'],
    ],
    [
      'its domain',
      { productionHosts: ['*.example.com'] },
      [development],
      ['api.example.com is one of SMOKE_TEST_PRODUCTION_HOSTS'],
    ],
    ['another host: nothing', { productionHosts: ['example.com', '*.api.example.com'] }, [development], []],
    ['nothing that says otherwise', {}, [], ['as SMOKE_TEST_ENVIRONMENT does not say what else it is']],
    ['nothing, on loopback', { apiUrl: 'http://127.0.0.1:3000' }, [], []],
  ] as const) {
    test(name, () => {
      expect(productionReasons({ ...run, ...changes }, issuers)).toEqual(reasons);
    });
  }
});

test('scenarios that write may do so where there is no reason, or where it is allowed', () => {
  expect(whyNotWrite({ allowProduction: false }, [])).toBeUndefined();
  expect(whyNotWrite({ allowProduction: true }, ['one'])).toBeUndefined();
  expect(whyNotWrite({ allowProduction: false }, ['one', 'two'])).toBe(
    'writes, and this deployment is production (one; two): SMOKE_TEST_ALLOW_PROD=1 allows it',
  );
});

test.describe('keys and issuer', () => {
  const of = (kind: KeyKind, issuer: string, apiUrl?: string): string[] =>
    kindProblems({ keyKinds: { CLERK_SECRET_KEY: kind }, minting: { secretKey: '', apiUrl, userIds: {} } }, issuer);

  for (const [name, problems, kinds] of [
    ['both of development', of('test', development), 0],
    ['both of production', of('live', 'https://clerk.example.com'), 0],
    ['a live key, an issuer of development', of('live', development), 1],
    ['a live key, an issuer of development, by a stand-in', of('live', development, 'http://127.0.0.1:1'), 1],
    ['a test key, an issuer of production', of('test', 'https://clerk.example.com'), 1],
    ['a test key, a stand-in that names any issuer', of('test', 'https://clerk.example.com', 'http://127.0.0.1:1'), 0],
    ['any key, a stand-in on loopback', of('live', 'http://127.0.0.1:1'), 0],
  ] as const) {
    test(name, () => {
      expect(problems).toHaveLength(kinds);
    });
  }
});

/** A deployment that keeps the methods of all requests. */
const deployed = test.extend<{
  deploy: (options?: Partial<DeploymentOptions>) => Promise<{ settings: Deployment['settings']; methods: Set<string> }>;
}>({
  deploy: async ({}, use) => {
    const started: Deployment[] = [];
    await use(async (options = {}) => {
      const methods = new Set<string>();
      const deployment = await startDeployment(options, (template) => {
        template.firewall.blocks = ({ method }) => {
          methods.add(method);
          return false;
        };
      });
      started.push(deployment);
      return { settings: deployment.settings, methods };
    });
    for (const deployment of started) await deployment.stop();
  },
});

/** The verdicts by scenario, and what was said of those that were skipped. */
function tableOf(stdout: string): { verdicts: Record<string, string>; reasons: string[] } {
  const verdicts = [...stdout.matchAll(/^\[(\w+)\] +(AC\d+)/gm)].map(([, verdict = '', id = '']) => [id, verdict]);
  const lines = stdout.split('\n');
  const reasons = lines.flatMap((line, at) => (/^\[SKIP\]/.test(line) ? [lines[at + 1]?.trim() ?? ''] : []));
  return { verdicts: Object.fromEntries(verdicts) as Record<string, string>, reasons: [...new Set(reasons)] };
}

const readOnly = {
  ...{ AC1: 'PASS', AC2: 'PASS', AC3: 'PASS', AC4: 'PASS', AC5: 'SKIP', AC6: 'SKIP', AC7: 'SKIP', AC8: 'PASS' },
  ...{ AC9: 'PASS', AC10: 'PASS', AC11: 'SKIP', AC12: 'SKIP', AC13: 'SKIP', AC14: 'PASS' },
};

deployed.describe('a run against production', () => {
  for (const [name, options, variables, reason] of [
    [
      'by the name of its environment',
      {},
      { SMOKE_TEST_ENVIRONMENT: 'production' },
      'SMOKE_TEST_ENVIRONMENT=production',
    ],
    [
      'by its host',
      {},
      { SMOKE_TEST_PRODUCTION_HOSTS: 'api.example.com, 127.0.0.1' },
      '127.0.0.1 is one of SMOKE_TEST_PRODUCTION_HOSTS',
    ],
    ['by its keys', { liveKeys: true }, {}, 'CLERK_SECRET_KEY is a live key; CLERK_PUBLISHABLE_KEY is a live key'],
  ] as const) {
    deployed(`${name}: reads only, and says so`, async ({ deploy }, testInfo) => {
      const { settings, methods } = await deploy(options);
      const { exitCode, stdout, stderr } = await smoke(testInfo, { ...settings, ...variables });
      const { verdicts, reasons } = tableOf(stdout);

      expect(verdicts).toEqual(readOnly);
      expect(reasons).toEqual([
        `writes, and this deployment is production (${reason}): SMOKE_TEST_ALLOW_PROD=1 allows it`,
      ]);
      expect(stdout).toContain(
        'GET /users/me: weaker proof: sent without an API key: writes, and this deployment is production',
      );
      expect(stderr).toBe('');
      expect(exitCode).toBe(0);
      expect([...methods].sort()).toEqual(['GET', 'OPTIONS']);
    });
  }

  deployed('writes where it is allowed', async ({ deploy }, testInfo) => {
    const { settings } = await deploy({ liveKeys: true });
    const { stdout } = await smoke(testInfo, { ...settings, SMOKE_TEST_ALLOW_PROD: '1' });

    expect(new Set(Object.values(tableOf(stdout).verdicts))).toEqual(new Set(['PASS']));
  });
});
