import { expect, test } from '@playwright/test';
import { decodeJwt, decodeProtectedHeader, jwtVerify, SignJWT } from 'jose';
import type { ContractOverrides } from '../../../../contract';
import { openAccounts } from '../../../../fixtures/sessions/accounts';
import { forgeries, presentDefaultKeys, presentForgery, type Forgery } from '../../../../fixtures/sessions/forgeries';
import { skipReason } from '../../progress/units/support/world';
import { pairOf, serviceOf, type Sent } from './support/parts';

const KEY = Buffer.from('a-key-that-nobody-else-has-0123456789');
const claims = (username: string, ver: number) => ({ uid: username, ver, exp: 4_000_000_000 });
const jwt = (username: string, ver: number): Promise<string> =>
  new SignJWT(claims(username, ver)).setProtectedHeader({ alg: 'HS256', kid: 'k' }).sign(KEY);

/** What is presented of two accounts, whose tokens have a version that counts sign-outs. */
async function presentedOf(contract: NonNullable<ContractOverrides['sessions']> = {}, versioned = true) {
  const tokens = new Map<string, string>();
  for (const name of ['smoke-1', 'smoke-2'])
    for (const ver of [1, 2]) tokens.set(`${name} ${ver}`, await jwt(name, ver));
  const bare = await new SignJWT({ uid: 'x' }).setProtectedHeader({ alg: 'HS256' }).sign(KEY);
  let version = 1;
  const presented: string[] = [];
  const { service, requests } = serviceOf(({ route, as, headers, form }: Sent) => {
    if (route === 'POST /token') {
      const token = versioned ? tokens.get(`${form?.username ?? ''} ${version}`) : bare;
      return { json: { ...pairOf(), access_token: token } };
    }
    if (route === 'POST /auth/logout') version += 1;
    if (route === 'GET /users/me') presented.push((headers?.authorization ?? '').replace(/^Bearer \[(.*)\]$/, '$1'));
    return as === '' ? undefined : {};
  }, contract);
  const accounts = openAccounts(service, requests, undefined);
  const [own, other] = await accounts.take(2);
  accounts.release();
  if (own === undefined || other === undefined) throw new Error('no accounts');
  return {
    presented,
    forge: (forgery: Forgery) => presentForgery(forgery, [own, other], service, requests),
    sign: () => presentDefaultKeys(own, service, requests),
  };
}

const isGenuine = async (token: string): Promise<boolean> =>
  jwtVerify(token, KEY).then(
    () => true,
    () => false,
  );

for (const [forgery, header, payload] of [
  ['a token with the version of a later sign-in', { alg: 'HS256', kid: 'k' }, claims('smoke-1', 2)],
  ['a token in the name of another user', { alg: 'HS256', kid: 'k' }, claims('smoke-2', 1)],
  [
    'a token that lives longer than it was signed to',
    { alg: 'HS256', kid: 'k' },
    { ...claims('smoke-1', 1), exp: 4_000_086_400 },
  ],
  ['a token signed with a foreign key', { alg: 'HS256', kid: 'k' }, claims('smoke-1', 1)],
  ['a token without a signature (alg none)', { alg: 'none', kid: 'k' }, claims('smoke-1', 1)],
] as const) {
  test(forgery, async () => {
    const { presented, forge } = await presentedOf();
    await forge(forgery);
    const [genuine = '', forged = ''] = presented;

    expect(decodeJwt(genuine)).toEqual(claims('smoke-1', 1));
    expect(await isGenuine(genuine)).toBe(true);
    expect(decodeProtectedHeader(forged)).toEqual(header);
    expect(decodeJwt(forged)).toEqual(payload);
    expect(await isGenuine(forged)).toBe(false);
    expect(presented).toHaveLength(2);
  });
}

test('each is tried', () => {
  expect(forgeries).toHaveLength(5);
});

test('the same claims by each default key, and a key of the right kind', async () => {
  const { presented, sign } = await presentedOf({ defaultKeys: ['secret', 'changeme'] });
  const { forged } = await sign();
  const [, first = '', second = ''] = presented;

  expect(forged).toHaveLength(2);
  expect((await jwtVerify(first, Buffer.from('secret'))).payload).toEqual(claims('smoke-1', 1));
  expect((await jwtVerify(second, Buffer.from('changeme'))).protectedHeader).toEqual({ alg: 'HS256', kid: 'k' });
});

for (const [name, contract, reason] of [
  [
    'opaque tokens',
    { access: { format: 'opaque' } },
    "the contract's sessions.access.format is opaque: nobody can forge what nobody can read",
  ],
  [
    'no version',
    { access: { versionClaim: null } },
    "the contract's sessions.access.versionClaim is null: there is none",
  ],
] satisfies [string, NonNullable<ContractOverrides['sessions']>, string][]) {
  test(`skipped: ${name}`, async () => {
    const { forge } = await presentedOf(contract);
    expect(await skipReason(() => forge('a token with the version of a later sign-in'))).toBe(reason);
  });
}

test('a version that is promised and missing is told', async () => {
  const { forge } = await presentedOf({}, false);

  await expect(forge('a token with the version of a later sign-in')).rejects.toThrow(
    'POST /token as smoke-1: expected an access token with the claim ver, by which a sign-out ends it, got 200 from an undetermined layer: it has none (sessions.access.versionClaim in the contract)',
  );
});
