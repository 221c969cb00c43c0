import { expect, test } from '@playwright/test';
import type { Minted } from '../../../fixtures/issuer/clerk';
import { givenToken, mintedToken } from '../../../fixtures/issuer/token-source';
import { secondsFrom, tokenOf } from '../support/tokens';

const variables = { token: 'SMOKE_TEST_CLERK_JWT', user: 'SMOKE_TEST_USER_ID' };

/** Mints tokens that live this long, by the clock of an issuer that is so many seconds ahead of ours. */
function minter(lifetimeSeconds: number, aheadSeconds = 0): { mint: () => Promise<Minted>; minted: () => number } {
  let count = 0;
  return {
    minted: () => count,
    mint: () => {
      count += 1;
      const iat = secondsFrom(new Date(), aheadSeconds);
      const token = tokenOf({ jti: String(count), iat, exp: iat + lifetimeSeconds });
      return Promise.resolve({ token, mintedAtMs: Date.now() });
    },
  };
}

test('a token is minted once, however many ask for it at once, and used again', async () => {
  const { mint, minted } = minter(60);
  const source = mintedToken(mint);
  const tokens = await Promise.all(Array.from({ length: 50 }, source));

  expect(new Set([...tokens, await source()]).size).toBe(1);
  expect(minted()).toBe(1);
});

for (const [age, kept] of [
  [53.9, true],
  [54.1, false],
] as const) {
  test(`a token of 60 s that is ${age} s old is ${kept ? 'sent' : 'replaced before the request'}`, async () => {
    const { mint, minted } = minter(60);
    const { token } = await mint();
    const source = mintedToken(mint, { token, mintedAtMs: Date.now() - age * 1000 });

    expect((await source()) === token).toBe(kept);
    expect(minted()).toBe(kept ? 1 : 2);
  });
}

for (const ahead of [-3600, 3600]) {
  test(`the clock of the issuer may differ: by ${ahead} s`, async () => {
    const { mint, minted } = minter(60, ahead);
    const source = mintedToken(mint);
    await source();
    await source();

    expect(minted()).toBe(1);
  });
}

test('minting that failed is tried again by the next request', async () => {
  const { mint } = minter(60);
  let failing = true;
  const source = mintedToken(() => (failing ? Promise.reject(new Error('no')) : mint()));
  await expect(Promise.all([source(), source()])).rejects.toThrow('no');
  failing = false;

  expect(await source()).toContain('.');
});

test('a token without a time is used for ever', async () => {
  let count = 0;
  const source = mintedToken(() => Promise.resolve({ token: tokenOf({ jti: String((count += 1)) }), mintedAtMs: 0 }));

  expect(await source()).toBe(await source());
});

test('a given token is sent as long as it lives, and not in its last five seconds', async () => {
  const lasting = tokenOf({ exp: secondsFrom(new Date(), 60) });
  const dying = tokenOf({ exp: secondsFrom(new Date(), 4) });

  expect(await givenToken(lasting, variables)()).toBe(lasting);
  await expect(givenToken(dying, variables)()).rejects.toThrow(
    /^SMOKE_TEST_CLERK_JWT expired during the run, at \S+Z: with CLERK_SECRET_KEY and SMOKE_TEST_USER_ID instead, tokens are minted as needed$/,
  );
});

test('a given token without a time, or that is no JWT, is sent as it is', async () => {
  for (const token of [tokenOf({ sub: 'user_1' }), 'opaque']) expect(await givenToken(token, variables)()).toBe(token);
});
