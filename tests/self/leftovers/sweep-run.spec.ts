import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expect, test as base } from '@playwright/test';
import { deploy } from '../../../bench/deployment';
import { createJournal, journalAt } from '../../../fixtures/created/journal';
import { startDeployment, type Deployment } from '../../../local-deployment';
import { startSmoke } from '../support/smoke-run';
import { leftAt } from './left';

const command = fileURLToPath(new URL('../../../start-up/sweep.ts', import.meta.url));
const tsx = createRequire(import.meta.url).resolve('tsx/cli');
const runOf = (ageMs: number): string => `${Math.floor((Date.now() - ageMs) / 1000).toString(36)}abcd`;
const old = `smoke-${runOf(7_200_000)}-1-0-1`;
const young = `smoke-${runOf(60_000)}-1-0-1`;

interface Fixtures {
  deployment: Deployment & {
    /** Lets a firewall refuse all requests of this method. */
    refuse: (method: string) => void;
  };
  folder: string;
  /** Creates a key of this name, as anybody could, and gives its id. */
  create: (name: string | undefined, identity?: 'main' | 'admin') => Promise<string>;
  /** The names of the main identity's keys. */
  names: () => Promise<(string | undefined)[]>;
  sweep: (parameters?: readonly string[], changes?: Record<string, string>) => Promise<string>;
}

const test = base.extend<Fixtures>({
  deployment: async ({}, use) => {
    let refused = '';
    const deployment = await startDeployment({ keyCreationsPerHour: 0, pageSize: 2 }, (template) => {
      template.firewall.blocks = ({ method }) => method === refused;
    });
    await use({
      ...deployment,
      refuse(method) {
        refused = method;
      },
    });
    await deployment.stop();
  },
  folder: async ({}, use, testInfo) => {
    const folder = testInfo.outputPath('run');
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/empty.env`, '');
    await use(folder);
  },
  create: async ({ deployment }, use) => {
    await use(async (name, identity = 'main') => {
      const answer = await fetch(`${deployment.url}/users/api-keys`, {
        method: 'POST',
        headers: { authorization: `Bearer ${deployment.identities[identity].token}` },
        body: JSON.stringify({ name, scopes: ['full'] }),
      });
      const { data } = (await answer.json()) as { data: { id: string } };
      return data.id;
    });
  },
  names: async ({ deployment }, use) => {
    await use(async () => {
      const names: (string | undefined)[] = [];
      for (let query = ''; ;) {
        const answer = await fetch(`${deployment.url}/users/api-keys${query}`, {
          headers: { authorization: `Bearer ${deployment.identities.main.token}` },
        });
        const { data } = (await answer.json()) as { data: { items: { name?: string }[]; nextCursor?: string | null } };
        names.push(...data.items.map(({ name }) => name));
        if (!data.nextCursor) return names.sort();
        query = `?cursor=${encodeURIComponent(data.nextCursor)}`;
      }
    });
  },
  sweep: async ({ deployment, folder }, use) => {
    await use(
      (parameters = [], changes = {}) =>
        new Promise((resolve) => {
          const env = {
            PATH: process.env.PATH,
            SMOKE_ENV_FILE: `${folder}/empty.env`,
            ...deployment.settings,
            ...changes,
          };
          const child = execFile(
            process.execPath,
            [tsx, command, ...parameters],
            { cwd: folder, env },
            (_, out, err) => {
              resolve(`${out}${err}exit ${child.exitCode ?? -1}`);
            },
          );
        }),
    );
  },
});

test('what is foreign, and what may be a live run’s, survives; what must be a dead one’s is removed', async ({
  create,
  deployment,
  names,
  sweep,
}) => {
  await Promise.all(['smoke-test', undefined, young, 'my own'].map((name) => create(name)));
  const id = await create(old);
  const before = await leftAt(deployment);

  const dry = (await sweep(['--dry-run'])).split('\n').sort();
  expect(dry).toEqual([
    '0 removed, 1 would be removed, 1 left alone',
    'exit 0',
    expect.stringMatching(/^left alone {8}API key smoke-\w+-1-\d-1 \(key_\w+\) of user_\w+: its run may not be over$/),
    `would be removed  API key ${old} (${id}) of ${deployment.settings.SMOKE_TEST_USER_ID ?? ''}`,
  ]);
  expect(await leftAt(deployment)).toEqual(before);
  expect(await sweep()).toMatch(/\n1 removed, 1 left alone\nexit 0$/);
  expect(await names()).toEqual(['my own', 'smoke-test', young, undefined].sort());
  expect(await leftAt(deployment)).toMatchObject({ sessions: 0 });
});

test('a run removes it as well, when it starts', async ({ create, deployment, folder, names }) => {
  await Promise.all(['smoke-test', young, old].map((name) => create(name)));
  const { stdout } = await startSmoke(folder, { ...deployment.settings }, ['--grep', String.raw`@AC1\b`]).ended;

  expect(stdout).toContain('1/1 scenarios passed');
  expect(await names()).toEqual(['smoke-test', young].sort());
});

base(
  'it is looked for other machines’ keys beside the tests: who creates one waits for that, and nobody else',
  async ({}, testInfo) => {
    // A worker has started long before this is over.
    const target = await deploy(3_000);
    base.setTimeout(60_000);
    try {
      const parameters = ['--workers=2', '--grep', String.raw`@AC(1|7)\b`];
      const { stdout } = await startSmoke(testInfo.outputPath('run'), { ...target.settings }, parameters).ended;

      expect(stdout).toContain('2/2 scenarios passed');
      const { seen } = target;
      const list = seen.find(({ method, path }) => `${method} ${path}` === 'GET /prod/users/api-keys');
      const ofAc1 = seen.filter(({ path }) => path === '/prod/users/me').at(1);
      const creation = seen.find(({ method }) => method === 'POST');
      expect(ofAc1?.at).toBeLessThan(list?.until ?? 0);
      expect(creation?.at).toBeGreaterThan(list?.until ?? Infinity);
    } finally {
      await target.stop();
    }
  },
);

test('what can not be removed fails the run, and is told; its scenarios are green', async ({
  create,
  deployment,
  folder,
}) => {
  const id = await create(old);
  deployment.refuse('DELETE');
  const parameters = ['--grep', String.raw`@AC1\b`];
  const { stdout, stderr, exitCode } = await startSmoke(folder, { ...deployment.settings }, parameters).ended;

  expect(stdout).toContain('1/1 scenarios passed');
  expect(stderr).toBe(
    `API key ${old} (${id}) of ${deployment.settings.SMOKE_TEST_USER_ID ?? ''} was left behind and could not be removed: DELETE /users/api-keys/${id} as main: 403 WAF_FILTERED from the gateway (ForbiddenException)\n`,
  );
  expect(exitCode).toBe(1);
});

test('by hand, the keys of all identities are looked through, and nobody else’s', async ({
  create,
  deployment,
  sweep,
}) => {
  await create(old, 'admin');
  const without = { SMOKE_TEST_ADMIN_USER_ID: '' };
  expect(await sweep([], without)).toBe('0 removed\nexit 0');
  expect(await leftAt(deployment)).toMatchObject({ apiKeys: 1 });

  expect(await sweep()).toContain('1 removed\nexit 0');
  expect(await leftAt(deployment)).toMatchObject({ apiKeys: 0 });
});

test.describe('what a killed run left at Clerk', () => {
  /** Notes a session of the main identity as a run would that is over. */
  const note = async (folder: string, { settings, url }: Deployment): Promise<void> => {
    const user = settings.SMOKE_TEST_USER_ID ?? '';
    const answer = await fetch(`${settings.CLERK_API_URL ?? ''}/v1/sessions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${settings.CLERK_SECRET_KEY ?? ''}`, 'content-type': 'application/json' },
      body: JSON.stringify({ user_id: user }),
    });
    const { id } = (await answer.json()) as { id: string };
    const run = { run: runOf(60_000), target: url, local: false };
    const file = createJournal(`${folder}/.smoke/created`, run);
    journalAt(file)
      .creating({ kind: 'session', owner: { identity: 'main', user } })
      .created(id);
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(`"pid":${process.pid}`, `"pid":${2 ** 30}`));
  };

  for (const [name, changes, parameters, told] of [
    ['is told by a dry run', {}, ['--dry-run'], /^would be removed {2}session sess_/],
    ['stays where production is left alone', { SMOKE_TEST_ENVIRONMENT: 'production' }, [], /^Nothing is removed from/],
    [
      'stays with a user who is protected by id',
      {},
      [],
      /^SMOKE_TEST_USER_ID: its user is named in SMOKE_PROTECTED_USERS/,
    ],
    [
      'stays with a user who is protected by email',
      { SMOKE_PROTECTED_USERS: 'main@example.test' },
      [],
      /^SMOKE_TEST_USER_ID: its user is named/,
    ],
  ] as const) {
    test(name, async ({ deployment, folder, sweep }) => {
      await note(folder, deployment);
      const byId = { SMOKE_PROTECTED_USERS: deployment.settings.SMOKE_TEST_USER_ID ?? '' };

      expect(await sweep(parameters, name.endsWith('by id') ? byId : changes)).toMatch(told);
      expect(deployment.issued().sessionsCreated - deployment.issued().sessionsRevoked).toBe(1);
    });
  }

  test('is removed', async ({ deployment, folder, sweep }) => {
    await note(folder, deployment);

    expect(await sweep()).toMatch(/^removed {2}session sess_\w+ of user_\w+\n1 removed\nexit 0$/);
    expect(await leftAt(deployment)).toMatchObject({ sessions: 0 });
  });
});

test('a key of a live run’s journal survives, and goes when the run is over', async ({
  create,
  deployment,
  folder,
  names,
  sweep,
}) => {
  const file = createJournal(`${folder}/.smoke/created`, {
    ...{ run: young.slice('smoke-'.length).split('-')[0] ?? '', target: deployment.url, local: false },
  });
  const owner = { identity: 'main', user: deployment.settings.SMOKE_TEST_USER_ID ?? '' };
  journalAt(file)
    .creating({ kind: 'api-key', owner, name: young })
    .created(await create(young));
  expect(await sweep()).toContain('0 removed, 1 left alone');
  expect(await names()).toEqual([young]);
  // The journal names this very process, which is alive: nobody has this id.
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(`"pid":${process.pid}`, `"pid":${2 ** 30}`));

  expect(await sweep()).toContain('1 removed\n');
  expect(await names()).toEqual([]);
});

test('production is left as it is, unless that is allowed', async ({ create, deployment, sweep }) => {
  const production = { SMOKE_TEST_ENVIRONMENT: 'production' };
  await create(old);

  expect(await sweep([], production)).toBe(
    'Nothing is removed from production (SMOKE_TEST_ENVIRONMENT=production): SMOKE_TEST_ALLOW_PROD=1 allows it, and --dry-run shows what there is\nexit 1',
  );
  expect(await sweep(['--dry-run'], production)).toContain('0 removed, 1 would be removed\nexit 0');
  expect(await leftAt(deployment)).toMatchObject({ apiKeys: 1, sessions: 0 });
  expect(await sweep([], { ...production, SMOKE_TEST_ALLOW_PROD: '1' })).toContain('1 removed\nexit 0');
});

for (const [name, parameters, changes, told] of [
  ['an unknown option', ['--dry'], {}, "Unknown option '--dry'. See npm run sweep -- --help"],
  [
    'the embedded deployment',
    [],
    { SMOKE_TEST_API_URL: 'local' },
    'SMOKE_TEST_API_URL: the embedded deployment (local) leaves nothing behind: name another one',
  ],
  ['a wrong setting', [], { SMOKE_TEST_ALLOW_PROD: 'true' }, 'SMOKE_TEST_ALLOW_PROD: "true" must be 1, or nothing'],
] as const) {
  test(`${name}: one line, and exit code 1`, async ({ sweep }) => {
    expect(await sweep(parameters, changes)).toBe(`${told}\nexit 1`);
  });
}

test('an identity that is half set is a mistake, whatever else there is to sweep; for sign-ups alone none is needed', async ({
  deployment,
  sweep,
}) => {
  const none = Object.fromEntries(
    Object.keys(deployment.settings)
      .filter((name) => /^CLERK_|_USER_ID$|_JWT$/.test(name))
      .map((name) => [name, '']),
  );

  expect(await sweep([], { SMOKE_TEST_USER_ID: '' })).toContain(
    'SMOKE_TEST_USER_ID is required beside CLERK_SECRET_KEY',
  );
  expect(await sweep([], none)).toMatch(/^0 removed\nexit 0$/);
});
