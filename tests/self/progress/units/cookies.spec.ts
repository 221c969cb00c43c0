import { expect, test } from '@playwright/test';
import { setCookies } from '../../../../fixtures/client/cookies';
import type { Navigation } from '../../../../fixtures/progress/browser';
import { browserOf } from './support/parts';

/** A browser whose first answer sets these; gives what it sends to a path then, and how it got there. */
async function sentTo(
  path: string,
  cookies: readonly string[],
  { at = 'https://api.example.com/v1', how = 'own page' }: { at?: string; how?: Navigation } = {},
): Promise<string | undefined> {
  const { browser, calls } = browserOf(
    ({ path: asked }) => (asked === '/set' ? { headers: { 'set-cookie': cookies.join('\n') } } : {}),
    at,
  );
  await browser.send('GET', '/set');
  await browser.send('GET', path, {}, how);
  return calls[1]?.headers?.cookie;
}

for (const [name, cookies, sent] of [
  ['one', ['a=1'], 'a=1'],
  ['two', ['a=1; Path=/', 'b=2; Path=/'], 'a=1; b=2'],
  ['none', [], ''],
  ['a value with "=" in it', ['a=b=c=='], 'a=b=c=='],
  ['a placeholder', ['a=[session:first …k3Fq]; Path=/; HttpOnly'], 'a=[session:first …k3Fq]'],
  ['one that is set again', ['a=1; Path=/', 'a=2; Path=/'], 'a=2'],
  ['one that is removed by Max-Age', ['a=1; Path=/', 'b=2; Path=/', 'a=; Path=/; Max-Age=0'], 'b=2'],
  ['one that is removed by Expires', ['a=1; Path=/', 'a=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT'], ''],
  ['one that is removed on another path, and stays', ['a=1; Path=/', 'a=; Path=/v1/auth; Max-Age=0'], 'a=1'],
  ['two of one name: the longer path comes first', ['a=1; Path=/', 'a=2; Path=/v1/auth'], 'a=2; a=1'],
  ['that of another domain', ['a=1; Domain=elsewhere.example.com', 'b=2'], 'b=2'],
  ['one that can not be read', ['=; =;', 'b=2'], 'b=2'],
  ['__Host-, as it has to be', ['__Host-a=1; Path=/; Secure'], '__Host-a=1'],
  ['__Host- with a path, which no browser takes', ['__Host-a=1; Path=/v1; Secure', 'b=2'], 'b=2'],
] as const) {
  test(`cookies are kept: ${name}`, async () => {
    expect(await sentTo('/auth/verify', cookies)).toBe(sent);
  });
}

for (const [cookie, path, sent] of [
  ['a=1; Path=/v1/auth', '/auth/verify', 'a=1'],
  ['a=1; Path=/v1/auth', '/auth', 'a=1'],
  ['a=1; Path=/v1/auth', '/authors', ''],
  ['a=1; Path=/v1/auth', '/progress', ''],
  // The stage is a part of the path: what is said of /auth is of no use there.
  ['a=1; Path=/auth', '/auth/verify', ''],
] as const) {
  test(`the path counts: ${cookie} to ${path}`, async () => {
    expect(await sentTo(path, [cookie])).toBe(sent);
  });
}

for (const [at, sent] of [
  ['https://api.example.com', 's=1; p=2'],
  ['http://api.example.com', 'p=2'],
  ['http://127.0.0.1:3000', 's=1; p=2'],
  ['http://localhost:3000', 's=1; p=2'],
] as const) {
  test(`Secure, at ${at}`, async () => {
    expect(await sentTo('/', ['s=1; Path=/; Secure', 'p=2; Path=/'], { at })).toBe(sent);
  });
}

const kinds = ['n=1; SameSite=None; Secure', 'l=2; SameSite=Lax', 's=3; SameSite=Strict', 'u=4'];

for (const [how, sent] of [
  ['own page', 'n=1; l=2; s=3; u=4'],
  ['from another site', 'n=1; l=2; u=4'],
] as const) {
  test(`SameSite, ${how}`, async () => {
    expect(
      await sentTo(
        '/',
        kinds.map((each) => `${each}; Path=/`),
        { how },
      ),
    ).toBe(sent);
  });
}

test('what a request says itself of cookies counts alone, and other headers go beside them', async () => {
  const { browser, calls } = browserOf(() => ({ headers: { 'set-cookie': 'a=1; Path=/' } }));
  await browser.send('GET', '/', { query: { x: '1' }, headers: { accept: 'text/html' } });
  await browser.send('POST', '/', { body: {}, headers: { cookie: '', 'x-one': '1' } });
  await browser.send('POST', '/', { headers: { 'x-one': '1' } });

  expect(calls).toEqual([
    { method: 'GET', path: '/', query: { x: '1' }, headers: { cookie: '', accept: 'text/html' } },
    { method: 'POST', path: '/', body: {}, headers: { cookie: '', 'x-one': '1' } },
    { method: 'POST', path: '/', headers: { cookie: 'a=1', 'x-one': '1' } },
  ]);
});

test('a cookie that nobody has set is taken in: for the whole origin', async () => {
  for (const [at, sent] of [
    ['https://api.example.com/v1', 'session=[session:first …k3Fq]'],
    ['http://127.0.0.1:1', 'session=[session:first …k3Fq]'],
  ] as const) {
    const { browser, calls } = browserOf(() => ({}), at);
    await browser.take('session', '[session:first …k3Fq]');
    await browser.send('GET', '/auth/verify');

    expect(calls[0]?.headers?.cookie).toBe(sent);
  }
});

test('what a browser has is told by the path', async () => {
  const cookies = ['a=1; Path=/auth', 'b=2; Path=/; HttpOnly'];
  const { browser } = browserOf(() => ({ headers: { 'set-cookie': cookies.join('\n') } }));
  await browser.send('GET', '/');
  const named = async (path: string) => (await browser.cookies(path)).map(({ key, value }) => `${key}=${value}`);

  expect(await named('/auth/verify')).toEqual(['a=1', 'b=2']);
  expect(await named('/')).toEqual(['b=2']);
});

test('two browsers have nothing in common', async () => {
  const answer = () => ({ headers: { 'set-cookie': 'a=1; Path=/' } });
  const [one, other] = [browserOf(answer), browserOf(answer)];
  await one.browser.send('GET', '/');
  await other.browser.send('GET', '/');

  expect(other.calls[0]?.headers?.cookie).toBe('');
});

test('an answer sets a cookie with each line, or none', () => {
  expect(setCookies({ headers: { 'set-cookie': 'a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT\nb=2' } })).toHaveLength(2);
  expect(setCookies({ headers: {} })).toEqual([]);
});
