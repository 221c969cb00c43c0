import { expect, test } from '@playwright/test';
import { defaultContract, type Carrier } from '../../../contract';
import { carried, chosenBy, spokenCarrier } from '../../../fixtures/realtime/carriers';
import { HTTP, missingSecretHints, saysMissing, SOCKETS } from '../../../fixtures/realtime/causes';
import { refusals } from '../../../fixtures/realtime/refusals';
import { contractWith } from '../support/contract';
import { secretsOf } from './support/parts';

const nothing = { query: {}, headers: {}, protocols: [] };

for (const [carrier, spoken, parts] of [
  [
    { in: 'header', name: 'authorization', value: 'Bearer {token}' },
    'by header authorization',
    { headers: { authorization: 'Bearer t.o.k' } },
  ],
  [{ in: 'query', name: 'token', value: '{token}' }, 'by ?token=', { query: { token: 't.o.k' } }],
  [{ in: 'cookie', name: 'sid', value: 'v1.{token}' }, 'by cookie sid', { headers: { cookie: 'sid=v1.t.o.k' } }],
  [
    { in: 'subprotocol', offer: ['jwt', 'jwt.{token}'], chosen: 'jwt' },
    'by subprotocol jwt, jwt.…',
    { protocols: ['jwt', 'jwt.t.o.k'] },
  ],
] satisfies [Carrier, string, object][]) {
  test(`where a token goes ${spoken}`, () => {
    expect(spokenCarrier(carrier)).toBe(spoken);
    expect(carried(carrier, 't.o.k')).toEqual({ ...nothing, ...parts });
    expect(carried(carrier, undefined)).toEqual(nothing);
  });
}

test('the subprotocol that has to be chosen', () => {
  expect(chosenBy({ in: 'subprotocol', offer: ['a', 'jwt.{token}'], chosen: 'jwt.{token}' }, 't')).toBe('jwt.t');
  expect(chosenBy({ in: 'subprotocol', offer: ['a', '{token}'], chosen: 'a' }, 't')).toBe('a');
  expect(chosenBy({ in: 'query', name: 'token', value: '{token}' }, 't')).toBe('');
});

for (const [text, missing] of [
  ['{"error":{"code":"JWT_NOT_CONFIGURED"}}', true],
  ['The secret is Not  configured.', true],
  ['not-configured', true],
  ['notconfigured', false],
  ['invalid token', false],
  ['', false],
] as const) {
  test(`whether an answer says that there is no secret: ${text}`, () => {
    expect(saysMissing(text, defaultContract)).toBe(missing);
  });
}

test('the contract may have other words for it', () => {
  const contract = contractWith({ realtime: { secret: { missing: 'kein Schluessel' } } });

  expect(saysMissing('KEIN_SCHLUESSEL', contract)).toBe(true);
  expect(saysMissing('not configured', contract)).toBe(false);
});

test('who has no secret is named, with the variables to set', () => {
  const secrets = secretsOf({ JWT_SECRET_STAGING: undefined, JWT_SECRET_KEY: 'x', store: 'y' });

  expect(missingSecretHints('JWT not configured', SOCKETS, defaultContract, secrets)).toEqual([
    'likely cause: there is no JWT secret in the environment of what serves the sockets',
    'try: set JWT_SECRET_STAGING or JWT_SECRET_KEY there, and start it anew',
  ]);
  expect(missingSecretHints('invalid token', HTTP, defaultContract, secrets)).toEqual([]);
});

test('each refusal has a title of its own, which reads on from "nobody gets in"', () => {
  const titles = Object.values(refusals);

  expect(new Set(titles).size).toBe(titles.length);
  expect(titles.filter((title) => !/^with(out)? /.test(title))).toEqual([]);
});
