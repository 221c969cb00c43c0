import { sendWrongCallback, wrongCallbacks, type WrongCallback } from '../../../../fixtures/progress/callbacks';
import type { ProgressSettings } from '../../../../fixtures/settings';
import type { Reply } from '../../support/loopback';
import { expect, FRONTEND, skipReason, test, type Scripts, type World } from './support/world';

const refused = { status: 302, headers: { location: `${FRONTEND}/login?error=x` } };
/** An API that lets nobody in. */
const closed: Scripts = { api: ({ path }): Reply | undefined => (path.endsWith('/callback') ? refused : undefined) };

const send = ({ service, sessions }: World, kind: WrongCallback) => sendWrongCallback(kind, service, sessions);

/** What the callbacks had in their queries, by what the provider gave and what the browsers came with. */
function callbacks({ api, provider }: World): { code: string; state: string; error: string | null }[] {
  const states = api.requests.filter(({ url }) => url === '/auth/github');
  const given = provider.requests.flatMap(({ body }) => new URLSearchParams(body).get('state') ?? []);
  return api.requests
    .filter(({ url }) => url.includes('/callback'))
    .map(({ url, headers }) => {
      const query = new URLSearchParams(url.split('?')[1]);
      const state = query.get('state');
      const own = state !== null && (headers.cookie ?? '').includes(`oauth_state=${state}`);
      return {
        code: !query.has('code') ? 'none' : /^code-/.test(query.get('code') ?? '') ? 'the provider’s' : 'made up',
        state: state === null ? 'none' : own ? 'its own' : given.includes(state) ? 'another’s' : 'unknown',
        error: query.get('error'),
        starts: states.length,
      };
    });
}

for (const [kind, sent] of [
  ['without a code', [{ code: 'none', state: 'its own', error: null, starts: 1 }]],
  ['with a code that the provider refuses', [{ code: 'made up', state: 'its own', error: null, starts: 1 }]],
  ['with the state of another browser', [{ code: 'the provider’s', state: 'another’s', error: null, starts: 2 }]],
  ['without a state', [{ code: 'the provider’s', state: 'none', error: null, starts: 1 }]],
  ['in a browser that never began', [{ code: 'the provider’s', state: 'another’s', error: null, starts: 1 }]],
  [
    'in a browser that never began, without a state',
    [{ code: 'the provider’s', state: 'none', error: null, starts: 1 }],
  ],
  [
    'with a code for the second time',
    [
      { code: 'the provider’s', state: 'its own', error: null, starts: 2 },
      { code: 'the provider’s', state: 'its own', error: null, starts: 2 },
    ],
  ],
  ['of a user who pressed cancel', [{ code: 'none', state: 'its own', error: 'access_denied', starts: 1 }]],
] satisfies [WrongCallback, unknown[]][]) {
  test(`a callback ${kind}`, async ({ open }) => {
    const world = await open(closed);
    const { response, afterwards, rows } = await send(world, kind);

    expect(callbacks(world)).toEqual(sent);
    expect([response.status, afterwards.status, rows]).toEqual([302, 401, undefined]);
    expect(afterwards.request).toBe('GET /users/me as somebody');
    // The first time is a round trip of its own.
    const ways = kind === 'with a code for the second time' ? 2 : 1;
    expect(test.info().attachments.filter(({ name }) => name === 'round trip')).toHaveLength(ways);
  });
}

test('the same code, and another state', async ({ open }) => {
  const world = await open(closed);
  await send(world, 'with a code for the second time');
  const queries = world.api.requests.flatMap(({ url }) =>
    url.includes('?') ? [new URLSearchParams(url.split('?')[1])] : [],
  );

  expect(new Set(queries.map((query) => query.get('code'))).size).toBe(1);
  expect(new Set(queries.map((query) => query.get('state'))).size).toBe(2);
});

test('who is let in is there afterwards, by the cookies of that browser', async ({ open }) => {
  const world = await open();
  const { afterwards } = await send(world, 'with the state of another browser');

  expect(afterwards.status).toBe(200);
});

for (const kind of wrongCallbacks) {
  const taken = !['without a code', 'with a code that the provider refuses', 'of a user who pressed cancel'].includes(
    kind,
  );

  test(`where nothing stands in for the provider: ${kind} ${taken ? 'is skipped' : 'is sent'}`, async ({ open }) => {
    const world = await open({ ...closed, real: true });

    expect(await skipReason(() => send(world, kind))).toBe(
      taken
        ? 'nobody presses the button of the real provider (SMOKE_PROGRESS_PROVIDER_URL, SMOKE_PROGRESS_LOGIN)'
        : 'it is not skipped',
    );
    expect(world.provider.requests).toEqual([]);
  });
}

/** A command that tells another row each time it is run, or does so. */
const command = (script: string): Partial<ProgressSettings> => ({ findCommand: [process.execPath, '-e', script] });
const rowOf =
  'let t="";process.stdin.on("data",d=>t+=d).on("end",()=>console.log(JSON.stringify({users:[{asked:JSON.parse(t)}]})))';

test('what is stored is asked for before and after, by the user of the settings', async ({ open }) => {
  const world = await open({ ...closed, settings: command(rowOf) });
  const { rows } = await send(world, 'without a code');
  const users = [{ asked: { login: 'ada' } }];

  expect(rows).toEqual({ before: users, after: users });
});

for (const [name, script, message] of [
  [
    'it fails',
    'console.log("s3cret");process.exit(3)',
    'SMOKE_PROGRESS_FIND_CMD ended with exit code 3: what it printed is not shown',
  ],
  [
    'it prints something else',
    'console.log(JSON.stringify({rows:["s3cret"]}))',
    'SMOKE_PROGRESS_FIND_CMD printed something else than { "users": […] }',
  ],
  [
    'it prints no JSON',
    'console.log("s3cret")',
    'SMOKE_PROGRESS_FIND_CMD printed something else than { "users": […] }',
  ],
] as const) {
  test(`what is stored can't be told: ${name}`, async ({ open }) => {
    const world = await open({ ...closed, settings: command(script) });

    expect(await skipReason(() => send(world, 'without a code'))).toBe(message);
  });
}

test('where no user is named, nobody can tell what is stored', async ({ open }) => {
  const world = await open({ ...closed, real: true, settings: command('process.exit(3)') });

  expect((await send(world, 'without a code')).rows).toBeUndefined();
});
