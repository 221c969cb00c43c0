import { expect, test } from '@playwright/test';
import type { ApiClient } from '../../fixtures/client/client';
import { newRunId } from '../../fixtures/mark';
import { openProfile, ProfileError, type Seen } from '../../fixtures/profile';
import { read } from '../../fixtures/read';
import { shapesOf } from '../../contract';
import { errorBody, fromGateway, fromIntegration, scriptedClient, type Call, type Given } from './support/answers';
import { contractWith } from './support/contract';

const OWN_RUN = 'tb7yo01234';
const contract = contractWith({ profile: { visibleWithinSeconds: 0 } });
const ada = { userId: 'user_1', email: 'ada@example.com', role: 'user', createdAt: '2026-01-02T03:04:05Z' };

interface Stored {
  displayName?: string | null;
  role?: string;
}

/** An API with one profile, which takes any update that nothing refuses. */
function profileApi(
  stored: Stored,
  refuses: (call: Call) => Given | undefined = () => undefined,
): { client: ApiClient; stored: Stored; updates: unknown[]; calls: Call[] } {
  const updates: unknown[] = [];
  const { client, calls } = scriptedClient((call) => {
    if (call.method === 'PATCH') {
      updates.push(call.body);
      const refusal = refuses(call);
      if (refusal !== undefined) return refusal;
      Object.assign(stored, call.body);
    }
    return { json: { ...ada, ...stored } };
  });
  return { client, stored, updates, calls };
}

test('a name that was there is put back', async () => {
  const { client, stored, updates } = profileApi({ displayName: 'Ada' });
  const profile = await openProfile(client, contract, OWN_RUN);
  stored.displayName = 'smoke-run';
  await profile.restore();

  expect(stored.displayName).toBe('Ada');
  expect(updates).toEqual([{ displayName: 'Ada' }]);
});

test('a change that was seen after the last write is not looked for once more', async () => {
  const { client, stored, updates, calls } = profileApi({ displayName: 'Ada' });
  const profile = await openProfile(client, contract, OWN_RUN, { writes: () => updates.length });
  const reads = (): number => calls.filter(({ method }) => method === 'GET').length;
  await profile.restore();
  expect(reads(), 'that nothing has changed is to be seen').toBe(2);

  await client.patch(contract.profile.path, { body: { displayName: 'smoke-run' } });
  await profile.get();
  await profile.restore();
  expect(reads(), 'before it is put back, nobody has to look').toBe(4);
  expect(stored.displayName).toBe('Ada');
});

const seenOf = (displayName: string, agoMs = 0): Seen => ({
  values: { ...ada, displayName },
  atMs: Date.now() - agoMs,
});

test('what the test before has left is not looked for', async () => {
  const { client, stored, calls } = profileApi({ displayName: 'Ada' });
  const first = await openProfile(client, contract, OWN_RUN);
  const seen = await first.restore();
  const asked = calls.length;
  const next = await openProfile(client, contract, OWN_RUN, { seen });

  expect(calls).toHaveLength(asked);
  expect(next.before).toEqual(first.before);
  stored.displayName = 'smoke-run';
  await next.restore();
  expect(stored.displayName).toBe('Ada');
});

for (const [what, displayName, agoMs] of [
  ['was seen too long ago', 'Grace', 1_000],
  ["has another run's name", `smoke-${newRunId(new Date())}-1-0`, 0],
] as const) {
  test(`what the test before has left is looked at again where it ${what}`, async () => {
    const { client } = profileApi({ displayName: 'Ada' });
    const { before } = await openProfile(client, contract, OWN_RUN, { seen: seenOf(displayName, agoMs) });

    expect(before.displayName).toBe('Ada');
  });
}

test('what was put back is what the next test finds', async () => {
  const { client, stored, updates } = profileApi({ displayName: 'Ada' });
  const profile = await openProfile(client, contract, OWN_RUN, { writes: () => updates.length });
  stored.displayName = 'smoke-run';

  expect((await profile.restore())?.values.displayName).toBe('Ada');
});

for (const [name, before] of [
  ['missing', {}],
  ['null', { displayName: null }],
  ['empty', { displayName: '' }],
] as const) {
  test(`no name is put back, where it was ${name}`, async () => {
    const { client, stored, updates } = profileApi({ ...before });
    const profile = await openProfile(client, contract, OWN_RUN);
    stored.displayName = 'smoke-run';
    await profile.restore();

    expect(updates).toEqual([{ displayName: null }]);
  });
}

test('no name is put back as an empty one, where null is refused', async () => {
  const refusesNull = ({ body }: Call): Given | undefined =>
    JSON.stringify(body).includes('null') ? { status: 400, json: {} } : undefined;
  const { client, stored, updates } = profileApi({}, refusesNull);
  const profile = await openProfile(client, contract, OWN_RUN);
  stored.displayName = 'smoke-run';
  await profile.restore();

  expect(stored.displayName).toBe('');
  expect(updates).toEqual([{ displayName: null }, { displayName: '' }]);
});

test.describe('a name that can’t be put back is told of', () => {
  for (const [name, before, shown] of [
    ['one that was there', { displayName: 'Ada' }, '"Ada"'],
    ['none', {}, 'null'],
  ] as const) {
    test(name, async () => {
      const { client, stored } = profileApi({ ...before }, () => ({ status: 400, json: {} }));
      const profile = await openProfile(client, contract, OWN_RUN);
      stored.displayName = 'smoke-run';

      await expect(profile.restore()).rejects.toThrow(
        new ProfileError(
          `GET /users/me as jwt: expected the display name ${shown} again after the test, got another in 200 from the integration: set it by hand`,
        ),
      );
    });
  }
});

test('a profile that is as it was is not touched', async () => {
  const { client, updates } = profileApi({ displayName: 'Ada' });
  await (await openProfile(client, contract, OWN_RUN)).restore();

  expect(updates).toEqual([]);
});

test('a role that changed is put back, and told of all the same', async () => {
  const { client, stored, updates } = profileApi({ role: 'user' });
  const profile = await openProfile(client, contract, OWN_RUN);
  stored.role = 'superadmin';

  await expect(profile.restore()).rejects.toThrow(
    new ProfileError(
      'the main identity\'s role became "superadmin" during this test; it is "user" now and was "user" before',
    ),
  );
  expect(updates).toEqual([{ role: 'user' }]);
});

test('a role and a name that both changed are both put back', async () => {
  const { client, stored } = profileApi({ role: 'user', displayName: 'Ada' });
  const profile = await openProfile(client, contract, OWN_RUN);
  Object.assign(stored, { role: 'superadmin', displayName: 'smoke-run' });

  await expect(profile.restore()).rejects.toThrow(ProfileError);
  expect(stored).toEqual({ role: 'user', displayName: 'Ada' });
});

test('the name goes where the contract says', async () => {
  const nested = contractWith({ profile: { visibleWithinSeconds: 0, fields: { displayName: 'settings.name' } } });
  const updates: unknown[] = [];
  let name = 'Ada';
  const { client } = scriptedClient(({ method, body }) => {
    if (method === 'PATCH') {
      updates.push(body);
      name = 'Ada';
    }
    return { json: { ...ada, settings: { name } } };
  });
  const profile = await openProfile(client, nested, OWN_RUN);
  name = 'smoke-run';
  await profile.restore();

  expect(profile.before.displayName).toBe('Ada');
  expect(updates).toEqual([{ settings: { name: 'Ada' } }]);
});

test('a name is waited for, as long as the contract allows', async () => {
  let reads = 0;
  const { client } = scriptedClient(() => ({ json: { ...ada, displayName: (reads += 1) < 4 ? 'old' : 'new' } }));
  const profile = await openProfile(client, contractWith({ profile: { visibleWithinSeconds: 10 } }), OWN_RUN);

  expect((await profile.getWithName('new')).json).toMatchObject({ displayName: 'new' });
  expect(reads).toBe(4);
});

test('a name that does not come: what is there instead', async () => {
  const { client } = profileApi({ displayName: 'old' });

  const { json } = await (await openProfile(client, contract, OWN_RUN)).getWithName('new');
  expect(json).toMatchObject({ displayName: 'old' });
});

test.describe('an answer that is no profile', () => {
  for (const [name, given, message] of [
    [
      'a refusal',
      fromGateway('UnauthorizedException', { status: 401, json: errorBody('UNAUTHORIZED') }),
      'GET /users/me as jwt: expected 200 with an object, got 401 UNAUTHORIZED from the gateway (UnauthorizedException)',
    ],
    [
      'a value of another type',
      fromIntegration({ json: { ...ada, displayName: 7 } }),
      'GET /users/me as jwt: expected 200 with an object, got 200 from the integration: displayName is no string but number',
    ],
  ] as const) {
    test(name, async () => {
      const client = { ...scriptedClient(() => ({})).client, get: () => Promise.resolve(given) };

      await expect(openProfile(client, contract, OWN_RUN)).rejects.toThrow(message);
    });
  }

  test('in every respect is enough to change it and put it back', async () => {
    const { client } = scriptedClient(() => ({ json: { userId: 7, email: null, displayName: 'Ada' } }));

    expect((await openProfile(client, contract, OWN_RUN)).before).toMatchObject({
      userId: '7',
      email: null,
      displayName: 'Ada',
    });
  });

  test('has no values', () => {
    const { profile } = shapesOf(contract);

    expect(read(fromIntegration({ json: { data: ada } }), profile)).toEqual(ada);
    expect(() => read(fromIntegration({ json: [] }), profile)).toThrow('expected 200 with a profile');
  });
});

test.describe('a display name that another run has set', () => {
  const theirs = `smoke-${newRunId(new Date())}-1-0`;

  test('is waited for until it is back', async () => {
    const { client, stored } = profileApi({ displayName: theirs });
    setTimeout(() => {
      stored.displayName = 'Ada';
    }, 20);

    expect((await openProfile(client, contract, OWN_RUN)).before.displayName).toBe('Ada');
  });

  test('is not put back in the place of one that was there before', async () => {
    const { client, stored, updates } = profileApi({ displayName: 'Ada' });
    const profile = await openProfile(client, contractWith({ profile: { visibleWithinSeconds: 0 } }), OWN_RUN, {
      othersTurnSeconds: 0,
    });
    stored.displayName = theirs;
    await profile.restore();

    expect(updates).toEqual([]);
  });

  test('is nobody’s name when that run must be over', async () => {
    const { client, stored, updates } = profileApi({
      displayName: `smoke-${newRunId(new Date(Date.now() - 7_200_000))}-1-0`,
    });
    const profile = await openProfile(client, contract, OWN_RUN);
    stored.displayName = `smoke-${OWN_RUN}-1-0`;
    await profile.restore();

    expect(updates).toEqual([{ displayName: null }]);
  });

  test('but one with our own mark is', async () => {
    const { client, stored } = profileApi({ displayName: 'Ada' });
    const profile = await openProfile(client, contract, OWN_RUN);
    stored.displayName = `smoke-${OWN_RUN}-1-0`;
    await profile.restore();

    expect(stored.displayName).toBe('Ada');
  });
});
