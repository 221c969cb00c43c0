import { expect, test } from '@playwright/test';
import { createFinder, fingerprintsOf, withoutCredentials } from '../../../redaction/finder';
import { formsOf } from '../../../redaction/forms';
import { createConcealer } from '../../../redaction/known';
import { tokenOf } from '../support/tokens';

const secret = 'made_up/"0123456789"+and-something-more-k3Fq';
const known = { secret, placeholder: '[api-key …k3Fq]' };
const other = 'something-else-that-nobody-knows';

const written: [form: string, text: string][] = [
  ['as it is', `the key ${secret}.`],
  ['URL-encoded', `/keys?key=${encodeURIComponent(secret)}&a=b`],
  ['in a form', new URLSearchParams({ key: secret }).toString()],
  ['in JSON', JSON.stringify({ key: secret })],
  ['in JSON within JSON', JSON.stringify({ body: JSON.stringify({ key: secret }) })],
  ['in XML', `<a b="${secret.replaceAll('"', '&quot;')}"/>`],
  ['in base64', Buffer.from(secret).toString('base64')],
  ['in base64 of a URL', Buffer.from(`/a?b=${encodeURIComponent(secret)}`).toString('base64')],
  ['in base64 of a JSON', Buffer.from(JSON.stringify({ k: secret })).toString('base64url')],
  ...['u:', 'us:', 'use:'].map((user): [string, string] => [
    `in a Basic header after ${user}`,
    `Basic ${Buffer.from(`${user}${secret}`).toString('base64')}`,
  ]),
];

for (const [form, text] of written) {
  test(`a secret ${form} is found, by itself and by its fingerprint, and replaced`, () => {
    const bytes = Buffer.from(`before\n${text}\nafter`);
    const concealer = createConcealer();
    concealer.add(known);
    const concealed = concealer.conceal(bytes.toString());

    expect(createFinder([known])(bytes).map(({ what }) => what)).toEqual(['[api-key …k3Fq]']);
    expect(createFinder([], fingerprintsOf([known]))(bytes).map(({ what }) => what)).toEqual(['[api-key …k3Fq]']);
    expect(concealed).toContain('[api-key …k3Fq]');
    expect(createFinder([known])(Buffer.from(concealed))).toEqual([]);
  });
}

test('nothing is found where nothing is', () => {
  const text = Buffer.from(
    `${other} ${secret.slice(0, -1)} ${secret.slice(0, 12)} [api-key …k3Fq] Bearer [jwt:main …k3Fq]`,
  );

  expect(createFinder([known])(text)).toEqual([]);
  expect(createFinder([], fingerprintsOf([known]))(text)).toEqual([]);
});

test('a fingerprint holds nothing of the secret', () => {
  const text = JSON.stringify(fingerprintsOf([known]));

  for (const form of formsOf(secret)) expect(text).not.toContain(form.slice(-8, -4));
  // What is known of the window by its hash and by the placeholder leaves 104 of its bits of base64 open.
  for (const { hash } of fingerprintsOf([known])) expect(hash).toBeLessThan(0x10000);
});

test('what is short enough to be guessed has no fingerprint', () => {
  expect(fingerprintsOf([{ secret: 'a password of thirty characters', placeholder: '[password]' }])).toEqual([]);
});

test('every occurrence is found, and where', () => {
  const bytes = Buffer.from(`${secret}, ${secret}`);

  expect(createFinder([known])(bytes)).toHaveLength(2);
});

test.describe('what looks like a credential is found, whoever it belongs to', () => {
  for (const [what, text] of [
    ['a JWT', `"token": "${tokenOf({ sub: 'user_1' })}c2lnbmF0dXJl"`],
    ['a Clerk secret key', `key=${['sk', 'live', '0123456789abcdefghij'].join('_')}`],
    ['a bearer token', 'Authorization: Bearer 0123456789abcdefghij'],
  ] as const) {
    test(what, () => {
      expect(createFinder([])(Buffer.from(text)).map((finding) => finding.what)).toEqual([what]);
      expect(withoutCredentials(text)).toContain(`[${what} …`);
      expect(createFinder([])(Buffer.from(withoutCredentials(text)))).toEqual([]);
    });
  }

  test('and a JWT shows its claims, and never its signature', () => {
    const token = `${tokenOf({ iss: 'https://a.example', sub: 'user_1', exp: 1_767_323_045, azp: 'b' })}c2lnbmF0dXJl`;

    expect(withoutCredentials(`x ${token} y`)).toBe(
      'x [a JWT …dXJl, iss https://a.example, sub user_1, exp 2026-01-02T03:04:05.000Z, azp] y',
    );
  });

  test('and a known one is not told twice', () => {
    const token = `${tokenOf({ sub: 'user_1' })}c2lnbmF0dXJl`;
    const find = createFinder([{ secret: token, placeholder: '[jwt:main …dXJl]' }]);

    expect(find(Buffer.from(`Bearer ${token}`)).map(({ what }) => what)).toEqual(['[jwt:main …dXJl]']);
  });
});

test.describe('a short secret, such as a one-time code', () => {
  const concealer = createConcealer();
  concealer.add({ secret: '424242', placeholder: '[code]' });

  test('is replaced where it stands alone', () => {
    expect(concealer.conceal('{"code":"424242"} code=424242.')).toBe('{"code":"[code]"} code=[code].');
  });

  test('is left alone within another word', () => {
    expect(concealer.conceal('user_424242 14242421 424242a')).toBe('user_424242 14242421 424242a');
  });
});
