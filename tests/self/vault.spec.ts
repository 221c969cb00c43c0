import { expect, test } from '@playwright/test';
import { createVault, ForeignOriginError } from '../../fixtures/client/vault';

const origin = 'https://api.example.com';
const secret = 'sk_live_a"b/c+d\\e==k3Fq';

test('a secret gets a placeholder that tells its kind and its end', () => {
  expect(createVault().register(secret, 'api-key', origin)).toBe('[api-key …k3Fq]');
});

test('a placeholder becomes the secret, and the secret the placeholder', () => {
  const vault = createVault();
  const placeholder = vault.register(secret, 'api-key', origin);

  expect(vault.reveal(`Bearer ${placeholder}`, origin)).toBe(`Bearer ${secret}`);
  expect(vault.conceal(`Bearer ${secret}`)).toBe(`Bearer ${placeholder}`);
});

test.describe('a secret is concealed', () => {
  for (const [form, text] of [
    ['as it is', secret],
    ['URL-encoded', encodeURIComponent(secret)],
    ['JSON-escaped', JSON.stringify(secret).slice(1, -1)],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['in base64 without padding', Buffer.from(secret).toString('base64').replace(/=+$/, '')],
  ] as const) {
    test(form, () => {
      const vault = createVault();
      const placeholder = vault.register(secret, 'api-key', origin);

      const concealed = vault.conceal(`before ${text} between ${text} after`);

      expect(concealed).not.toContain(text);
      expect(concealed.split(placeholder)).toHaveLength(3);
    });
  }

  test('when it is part of a longer one that came later', () => {
    const vault = createVault();
    vault.register('shared-beginning', 'short', origin);
    vault.register('shared-beginning-and-its-tail', 'long', origin);

    expect(vault.conceal('shared-beginning-and-its-tail')).toBe('[long …tail]');
  });
});

test('a placeholder is sent to its own origin only', () => {
  const vault = createVault();
  const placeholder = vault.register(secret, 'jwt:main', origin);

  expect(() => vault.reveal(placeholder, 'https://elsewhere.example.com')).toThrow(
    '[jwt:main …k3Fq] must not be sent to https://elsewhere.example.com',
  );
  expect(() => vault.reveal(placeholder, 'http://api.example.com')).toThrow(ForeignOriginError);
});

test('what holds no placeholder may go anywhere', () => {
  const vault = createVault();
  vault.register(secret, 'jwt:main', origin);

  expect(vault.reveal('application/json', 'https://elsewhere.example.com')).toBe('application/json');
});

test('two secrets of one kind with the same end stay distinguishable', () => {
  const vault = createVault();
  const one = vault.register('first-secret-k3Fq', 'api-key', origin);
  const other = vault.register('other-secret-k3Fq', 'api-key', origin);

  expect([one, other]).toEqual(['[api-key …k3Fq]', '[api-key …k3Fq ~2]']);
  expect(vault.reveal(one, origin)).toBe('first-secret-k3Fq');
  expect(vault.reveal(other, origin)).toBe('other-secret-k3Fq');
  expect(vault.conceal('other-secret-k3Fq, first-secret-k3Fq')).toBe(`${other}, ${one}`);
});

test('a secret that is known keeps its placeholder', () => {
  const vault = createVault();

  expect(vault.register(secret, 'api-key', origin)).toBe(vault.register(secret, 'jwt:main', origin));
});

test('what is too short to be a secret is left as it is', () => {
  const vault = createVault();

  expect(vault.register('1234567', 'api-key', origin)).toBe('1234567');
  expect(vault.conceal('call 1234567')).toBe('call 1234567');
});

test('replacement patterns in a secret mean nothing', () => {
  const vault = createVault();
  const placeholder = vault.register('pa$&ss$1word', 'api-key', origin);

  expect(vault.reveal(placeholder, origin)).toBe('pa$&ss$1word');
});

test('the error has a stable code', () => {
  expect(new ForeignOriginError('[x]', origin).code).toBe('FOREIGN_ORIGIN');
});

test('what is presented is a secret everywhere from then on, even if it was found in one place only', () => {
  const vault = createVault();
  const code = vault.register('onlyLettersAsChanceWouldHaveIt', 'code', origin, { everywhere: false });
  expect(vault.conceal('?code=onlyLettersAsChanceWouldHaveIt')).toContain('onlyLetters');
  vault.reveal(`?code=${code}`, origin);

  expect(vault.conceal('?code=onlyLettersAsChanceWouldHaveIt')).toBe(`?code=${code}`);
});
