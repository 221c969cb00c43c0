import { decodeJwt, decodeProtectedHeader } from 'jose';
import { foreignTokens, impostors, refusalOf, tokensOf } from '../../../../fixtures/progress/refusals';
import { contractWith } from '../../support/contract';
import { expect, skipReason, test, type World } from './support/world';

const jwt = `${Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url')}.${Buffer.from('{"sub":"7","exp":4000000000}').toString('base64url')}.c2lnbmF0dXJlLW9mLWl0cy1pc3N1ZXI`;
const hex = 'a1b2c3d4e5f6a7b8c9d0a1b2c3d4e5f6';
const settings = { tokens: { first: jwt, expired: 'token-that-is-over', ended: 'token-of-an-ended-session' } };
const revealed = async ({ service, sessions }: World, kind: (typeof impostors)[number]) =>
  (await tokensOf(kind, service, sessions)).map((each) => (each === undefined ? undefined : service.reveal(each)));

test('each impostor is refused in its own way', () => {
  const errors = Object.fromEntries(
    ['noSession', 'tamperedToken', 'expiredToken'].map((name, index) => [name, { status: 401, code: `E${index}` }]),
  );
  const contract = contractWith({ progress: { errors } });

  expect(impostors.map((impostor) => refusalOf(impostor, contract).code)).toEqual(['E0', 'E1', 'E2', 'E2']);
});

test('no token', async ({ open }) => {
  expect(await revealed(await open({ real: true, settings }), 'no token')).toEqual([undefined]);
});

test('a tampered JWT: its signature, and its claims under the old one', async ({ open }) => {
  const [tampered = '', altered = ''] = await revealed(await open({ real: true, settings }), 'a tampered token');
  const [head, claims, signature] = jwt.split('.');

  expect(tampered.split('.').slice(0, 2)).toEqual([head, claims]);
  expect(tampered).toHaveLength(jwt.length);
  expect(tampered).not.toBe(jwt);
  expect(decodeJwt(altered)).toEqual({ sub: '7', exp: 4000086400 });
  expect(altered.split('.')[2]).toBe(signature);
});

test('a tampered token that is no JWT', async ({ open }) => {
  const world = await open({ real: true, settings: { tokens: { first: hex } } });
  const found = await revealed(world, 'a tampered token');

  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^[\da-f]{32}$/);
  expect(found).not.toContain(hex);
});

test('foreign JWTs: signed by another key, and by none', async ({ open }) => {
  const { service, sessions } = await open({ real: true, settings });
  const placeholders = await foreignTokens(service, sessions);
  const [signed = '', unsigned = ''] = placeholders.map((each) => service.reveal(each));

  expect(placeholders.map((each) => each.split(' ')[0]?.replace(']', ''))).toEqual([
    '[session:foreign-signature',
    '[session:unsigned',
  ]);
  expect(decodeJwt(signed)).toEqual(decodeJwt(jwt));
  expect(decodeProtectedHeader(signed)).toEqual({ alg: 'HS256', typ: 'JWT' });
  expect(signed.split('.')[2]).not.toBe(jwt.split('.')[2]);
  expect(decodeProtectedHeader(unsigned)).toEqual({ alg: 'none', typ: 'JWT' });
  expect(unsigned.endsWith('.')).toBe(true);
});

for (const [name, token, pattern] of [
  ['hexadecimal digits', hex, /^[\da-f]{32}$/],
  ['others', 'AbCdEfGhIjKlMnOpQrStUvWxYz', /^[\w-]{26}$/],
] as const) {
  test(`foreign tokens that are no JWTs: ${name}`, async ({ open }) => {
    const { service, sessions } = await open({ real: true, settings: { tokens: { first: token } } });
    const [one = '', ...others] = await foreignTokens(service, sessions);

    expect(service.reveal(one)).toMatch(pattern);
    expect(service.reveal(one)).not.toBe(token);
    expect(others).toEqual([]);
  });
}

for (const [kind, token, reason] of [
  ['an expired token', settings.tokens.expired, 'no token given whose time is over (SMOKE_PROGRESS_EXPIRED_JWT)'],
  [
    'a session that timed out',
    settings.tokens.ended,
    'no token given whose session has timed out (SMOKE_PROGRESS_ENDED_JWT)',
  ],
] as const) {
  test(`${kind} is that of the settings, or there is none to try`, async ({ open }) => {
    const given = await open({ real: true, settings });
    const without = await open({ real: true });

    expect(await revealed(given, kind)).toEqual([token]);
    expect(await skipReason(() => tokensOf(kind, without.service, without.sessions))).toBe(reason);
  });
}
