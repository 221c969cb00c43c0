import { expect, test } from '@playwright/test';
import { SignJWT } from 'jose';
import { defaultContract as contract } from '../../../contract';
import { openLogins } from '../../../fixtures/realtime/logins';
import { scriptedClient } from '../support/answers';
import { SECRET, secretsOf } from './support/parts';

const DAY = 86_400;

/** How far the clock of who answers a login is taken to be ahead, with a token that was made so long ago. */
async function ahead(headers: Record<string, string>, ageSeconds = 0): Promise<number | undefined> {
  const now = Math.floor(Date.now() / 1000);
  const token = await new SignJWT({ iat: now - ageSeconds, exp: now + DAY })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(Buffer.from(SECRET));
  const { client } = scriptedClient(() => ({ headers, json: { access_token: token } }));
  const logins = openLogins({
    ...{ client, contract, secrets: secretsOf({}), shelf: undefined },
    ...{ conceal: (secret: string) => secret, reveal: (placeholder: string) => placeholder },
  });
  return (await logins.of('first', { email: 'a', password: 'b' })).pattern?.aheadSeconds;
}

const dateIn = (seconds: number): string => new Date(Date.now() + seconds * 1000).toUTCString();

for (const name of ['date', 'x-amzn-remapped-date']) {
  test(`whose clock is ahead says so by the header ${name}, which has whole seconds`, async () => {
    expect(Math.abs(((await ahead({ [name]: dateIn(600) })) ?? 0) - 600)).toBeLessThan(2);
    expect(Math.abs(((await ahead({ [name]: dateIn(-600) })) ?? 0) + 600)).toBeLessThan(2);
  });
}

test('of a token that was made an hour ago nothing follows for the clock', async () => {
  expect(Math.abs((await ahead({ date: dateIn(0) }, 3600)) ?? NaN)).toBeLessThan(2);
  expect(await ahead({}, 3600)).toBe(0);
  expect(await ahead({ date: 'soon' }, 3600)).toBe(0);
});

test('that of the gateway is not the one that is asked for', async () => {
  expect((await ahead({ date: dateIn(0), 'x-amzn-remapped-date': dateIn(600) })) ?? 0).toBeGreaterThan(590);
});
