import { expect, test } from '@playwright/test';
import type { ContractOverrides } from '../../../../contract';
import { openAccounts } from '../../../../fixtures/sessions/accounts';
import { firstAccountOf } from '../../../../fixtures/sessions/own-accounts';
import { contractWith } from '../../support/contract';
import type { Shelf } from '../../../../redaction/shelf';
import type { Given } from '../../support/answers';
import { skipReason } from '../../progress/units/support/world';
import { pairOf, PASSWORD, serviceOf, type Sent } from './support/parts';

interface Options {
  /** Who is there at first. */
  there?: readonly string[];
  contract?: NonNullable<ContractOverrides['sessions']>;
  answer?: (sent: Sent) => Given | undefined;
}

/** A deployment with accounts, of which only the names matter. */
function deploymentOf({ there = [], contract = {}, answer }: Options = {}) {
  const known = new Set<unknown>(there);
  const nameIn = ({ body, form }: Sent): unknown => Object.values({ ...form, ...(body as object) })[0];
  const scripted = serviceOf((sent) => {
    const told = answer?.(sent);
    if (told !== undefined) return told;
    const name = nameIn(sent);
    if (sent.route === 'POST /register') {
      if (known.has(name)) return { status: 409, json: { detail: 'taken' } };
      known.add(name);
      return { status: 201, json: { id: 1, username: name, role: 'user' } };
    }
    return known.has(name) ? { json: pairOf() } : { status: 401, json: { detail: 'no' } };
  }, contract);
  return {
    ...scripted,
    known,
    open: (shelf?: Shelf, first?: number) => openAccounts(scripted.service, scripted.requests, shelf, first),
  };
}

function shelfOf(): Shelf {
  const kept = new Map<string, string>();
  return {
    put: (name, text) => void kept.set(name, text),
    take(name) {
      const text = kept.get(name);
      kept.delete(name);
      return text;
    },
    peek: (name) => kept.get(name),
  };
}

const nobody = { username: undefined, email: undefined };
const namesOf = (accounts: readonly { credentials: { username: string } }[]): string[] =>
  accounts.map(({ credentials }) => credentials.username);

test('each is for one test at a time, whoever asks', async () => {
  const { open } = deploymentOf();
  const [one, other] = [open(), open()];

  expect(namesOf(await one.take(2))).toEqual(['smoke-1', 'smoke-2']);
  expect(namesOf(await other.take(2))).toEqual(['smoke-3', 'smoke-4']);
  one.release();
  other.release();
  expect(namesOf(await other.take(1))).toEqual(['smoke-1']);
  other.release();
});

test('several are taken all or none: who waits for two holds none of them', async () => {
  const { open } = deploymentOf({ contract: { accounts: { most: 2 } } });
  const [holder, waiting, third] = [open(), open(), open()];
  await holder.take(1);
  let isTaken = false;
  const both = waiting.take(2).then((accounts) => {
    isTaken = true;
    return accounts;
  });

  expect(namesOf(await third.take(1))).toEqual(['smoke-2']);
  third.release();
  expect(isTaken).toBe(false);
  holder.release();
  expect(namesOf(await both)).toEqual(['smoke-1', 'smoke-2']);
  waiting.release();
});

test('another deployment has accounts of its own; a shard begins with others', async () => {
  const [here, there] = [deploymentOf().open(undefined, 3), deploymentOf().open()];

  expect(namesOf(await here.take(2))).toEqual(['smoke-3', 'smoke-4']);
  expect(namesOf(await there.take(1))).toEqual(['smoke-1']);
  here.release();
  there.release();
});

test('who is there signs in; who is not is registered first, with the fields that must not elevate', async () => {
  const { open, sent } = deploymentOf({ there: ['smoke-1'] });
  const accounts = open();
  const [one, two] = await accounts.take(2);

  expect((await one?.signIn())?.identity).toBe('smoke-1');
  expect(sent.map(({ route }) => route)).toEqual(['POST /token']);
  expect((await two?.signIn())?.identity).toBe('smoke-2');
  expect(sent.slice(1).map(({ route }) => route)).toEqual(['POST /token', 'POST /register', 'POST /token']);
  expect(sent[2]?.body).toEqual({
    ...{ username: 'smoke-2', email: 'smoke-2@example.com', password: `[${PASSWORD}]` },
    ...{ role: 'admin', is_admin: true, is_superuser: true, isAdmin: true, roles: ['admin'] },
  });
  accounts.release();
});

for (const [status, asks] of [
  [400, 2],
  [403, 2],
  [422, 2],
  [409, 1],
  [429, 1],
  [500, 1],
] as const) {
  test(`who refuses those fields by ${status} is ${asks === 2 ? '' : 'not '}asked without them`, async () => {
    const { open, sent, known } = deploymentOf({
      answer: ({ route, body }) => (route === 'POST /register' && 'role' in (body as object) ? { status } : undefined),
    });
    const accounts = open();
    const [one] = await accounts.take(1);
    await one?.askForToken().catch(() => undefined);

    expect(sent.filter(({ route }) => route === 'POST /register')).toHaveLength(asks);
    expect([...known]).toEqual(asks === 2 ? ['smoke-1'] : []);
    accounts.release();
  });
}

test('the fields are all that is left out', async () => {
  const { open, sent } = deploymentOf({
    answer: ({ route, body }) =>
      route === 'POST /register' && 'role' in (body as object) ? { status: 422, json: { detail: 'role' } } : undefined,
  });
  const accounts = open();
  const [one] = await accounts.take(1);
  await one?.signIn();

  expect(sent.filter(({ route }) => route === 'POST /register').map(({ body }) => Object.keys(body as object))).toEqual(
    [
      ['username', 'email', 'password', 'role', 'is_admin', 'is_superuser', 'isAdmin', 'roles'],
      ['username', 'email', 'password'],
    ],
  );
  accounts.release();
});

for (const [status, registers] of [
  [401, true],
  [403, true],
  [404, true],
  [400, true],
  [422, false],
  [500, false],
] as const) {
  test(`a sign-in that is answered ${status} ${registers ? 'makes' : 'makes no'} account`, async () => {
    const { open, known } = deploymentOf({ answer: ({ route }) => (route === 'POST /token' ? { status } : undefined) });
    const accounts = open();
    const [one] = await accounts.take(1);

    expect((await one?.askForToken())?.status).toBe(status);
    expect([...known]).toEqual(registers ? ['smoke-1'] : []);
    accounts.release();
  });
}

test('one that is there with another password is told with what to do', async () => {
  const { open } = deploymentOf({
    there: ['smoke-1'],
    answer: ({ route }) => (route === 'POST /token' ? { status: 401 } : undefined),
  });
  const accounts = open();
  const [one] = await accounts.take(1);

  await expect(one?.signIn()).rejects.toThrow(
    'POST /register as smoke-1: expected 201, got 409 from an undetermined layer: it is there, with another password than SMOKE_SESSIONS_PASSWORD, or signing in is broken. Set that to the one that it was registered with, or name other accounts by sessions.accounts.username in the contract',
  );
  accounts.release();
});

test('one that is there, and whose sign-in tells something else, is told so', async () => {
  const { open } = deploymentOf({
    there: ['smoke-1'],
    answer: ({ route }) => (route === 'POST /token' ? { status: 403 } : undefined),
  });
  const accounts = open();
  const [one] = await accounts.take(1);

  await expect(one?.signIn()).rejects.toThrow(
    'POST /register as smoke-1: expected 201, got 409 from an undetermined layer: it is there, but its sign-in was answered 403 (sessions.token and sessions.errors.wrongPassword in the contract)',
  );
  accounts.release();
});

test('whom the run has registered is not registered again, whatever a sign-in says', async () => {
  const { open, sent } = deploymentOf({
    answer: ({ route }) => (route === 'POST /token' ? { status: 401 } : { status: 201 }),
  });
  const shelf = shelfOf();
  const [own, other, later] = [open(shelf), open(shelf), open(shelfOf())];
  const registrations = () => sent.filter(({ route }) => route === 'POST /register').length;
  const ask = async (accounts: typeof own) => {
    const [one] = await accounts.take(1);
    const { status } = (await one?.askForToken()) ?? {};
    accounts.release();
    return { status, registrations: registrations() };
  };

  expect(await ask(own)).toEqual({ status: 401, registrations: 1 });
  expect(await ask(own)).toEqual({ status: 401, registrations: 1 });
  // Another process of the run, as often as it asks.
  expect(await ask(other)).toEqual({ status: 401, registrations: 1 });
  expect(await ask(other)).toEqual({ status: 401, registrations: 1 });
  // A run after this one.
  expect(await ask(later)).toEqual({ status: 401, registrations: 2 });
});

test('a registration of nobody has neither a name nor an address', async () => {
  const { open, sent } = deploymentOf({ answer: () => ({ status: 422 }) });
  const accounts = open();
  const [one] = await accounts.take(1);
  await one?.registerNobody();

  expect(sent).toEqual([{ as: 'nobody', route: 'POST /register', body: { ...nobody, password: `[${PASSWORD}]` } }]);
  accounts.release();
});

test('the admin is for one test at a time, whoever asks', async () => {
  const { open } = deploymentOf();
  const [holder, waiting] = [open(), open()];
  await holder.takeAdmin();
  await holder.takeAdmin();
  let isTaken = false;
  const taken = waiting.takeAdmin().then(() => {
    isTaken = true;
  });
  // Whoever could take it would have done so in the same turn of the loop.
  await new Promise(setImmediate);

  expect(isTaken).toBe(false);
  holder.release();
  await taken;
  expect(isTaken).toBe(true);
  waiting.release();
});

test('a name that can be taken twice is taken once more in a run, whoever asks', async () => {
  const shelf = shelfOf();
  const taken: string[] = [];
  const { open } = deploymentOf({
    there: ['smoke-1', 'smoke-2'],
    answer: ({ as, route }) => (route === 'POST /register' ? { status: 200 + Math.sign(taken.push(as)) } : undefined),
  });
  const [one, other] = [open(shelf), open(shelf)];
  const [[first], [second]] = [await one.take(1), await other.take(1)];

  expect((await first?.registerAgain())?.request).toBe('POST /register as smoke-1');
  expect(await second?.registerAgain()).toMatchObject({ status: 201, request: 'POST /register as smoke-1' });
  expect(taken).toEqual(['smoke-1']);
  one.release();
  other.release();
});

test('who is refused may ask again', async () => {
  const { open, sent } = deploymentOf({ there: ['smoke-1'] });
  const accounts = open(shelfOf());
  const [one] = await accounts.take(1);

  expect([(await one?.registerAgain())?.status, (await one?.registerAgain())?.status]).toEqual([409, 409]);
  expect(sent).toHaveLength(2);
  accounts.release();
});

test('one that can not be registered is told', async () => {
  const { open } = deploymentOf({ answer: ({ route }) => (route === 'POST /register' ? { status: 503 } : undefined) });
  const accounts = open();
  const [one] = await accounts.take(1);

  await expect(one?.signIn()).rejects.toThrow(
    'POST /register as smoke-1: expected 201, got 503 from an undetermined layer',
  );
  accounts.release();
});

test('a registration is the first that is missing, and known to other processes of the run', async () => {
  const shelf = shelfOf();
  const { open, known } = deploymentOf({ there: ['smoke-1', 'smoke-2'] });
  const [one, other] = [open(shelf), open(shelf)];
  const registered = await one.registration();
  one.release();
  const recalled = await other.registration();

  expect(registered.account.credentials.username).toBe('smoke-3');
  expect(registered.answer.status).toBe(201);
  expect(recalled.account.credentials.username).toBe('smoke-3');
  expect(recalled.answer.json).toEqual(registered.answer.json);
  expect(known.size).toBe(3);
  other.release();
});

test('never are there more than the contract has', async () => {
  const { open, known } = deploymentOf({ contract: { accounts: { most: 3 } } });
  for (const name of ['smoke-1', 'smoke-2', 'smoke-3']) {
    const run = open(shelfOf());
    expect((await run.registration()).account.credentials.username).toBe(name);
    run.release();
  }
  const run = open(shelfOf());

  expect(await skipReason(() => run.registration())).toBe(
    "smoke-1, smoke-2, smoke-3 are registered already, and can't be deleted: no more are made",
  );
  expect(known.size).toBe(3);
  const all = open();
  expect(namesOf(await all.take(3))).toEqual(['smoke-1', 'smoke-2', 'smoke-3']);
  all.release();
});

test('the latest sessions of those that nobody else has now are given', async () => {
  const { open } = deploymentOf({ there: ['smoke-1', 'smoke-2'] });
  const [own, other] = [open(), open()];
  for (const account of await own.take(2)) await account.signIn();
  own.release();
  await other.take(1);

  expect(own.ownNow().map(({ identity }) => identity)).toEqual(['smoke-2']);
  own.release();
  other.release();
});

test('without a password, what needs an account is skipped', async () => {
  const { service, requests } = serviceOf(undefined, {}, { password: undefined });
  const accounts = openAccounts(service, requests, undefined);

  expect(await skipReason(() => accounts.take(1))).toBe('no password for accounts given (SMOKE_SESSIONS_PASSWORD)');
  accounts.release();
});

test('who was registered on another machine meanwhile is signed in', async () => {
  let asked = 0;
  const { open, sent } = deploymentOf({
    answer({ route }) {
      if (route === 'POST /register') return { status: 409, json: { detail: 'taken' } };
      asked += 1;
      return asked === 1 ? { status: 401, json: { detail: 'no' } } : { json: pairOf() };
    },
  });
  const accounts = open();
  const [one] = await accounts.take(1);

  expect((await one?.signIn())?.identity).toBe('smoke-1');
  expect(sent.filter(({ route }) => route === 'POST /register')).toHaveLength(1);
  accounts.release();
});

for (const [total, firsts] of [
  [1, [1]],
  [2, [1, 3]],
  [3, [1, 2, 3]],
  [4, [1, 2, 3, 4]],
  [6, [1, 1, 2, 3, 3, 4]],
] as const) {
  test(`${total} shards begin as far apart as they can`, () => {
    const contract = contractWith();
    const all = firsts.map((_, index) => firstAccountOf({ current: index + 1, total }, contract));
    expect(all).toEqual([...firsts]);
  });
}
