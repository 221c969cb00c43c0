import { headersFor } from '../../fixtures/client/transport';
import { createVault } from '../../fixtures/client/vault';
import { expect, test } from './support/loopback';

for (const [name, headers, sent] of [
  ['an empty cookie header: those that are kept are not sent', { cookie: '' }, undefined],
  ['the same, however it is written', { Cookie: '' }, undefined],
  ['other cookies go alone', { cookie: 'b=2' }, 'b=2'],
  ['where nothing is said, those that are kept are sent', {}, 'a=1'],
] as const) {
  test(name, async ({ serve, identitiesAt }) => {
    const { origin, requests } = await serve(() => ({ headers: { 'set-cookie': 'a=1; Path=/' } }));
    const client = await identitiesAt(origin).anonymous();
    await client.get('/');
    await client.get('/', { headers });

    expect(requests[1]?.headers.cookie).toBe(sent);
  });
}

test('only the empty cookie header is left out', () => {
  const headers = { cookie: '', 'x-empty': '', accept: '*/*' };

  expect(headersFor(new URL('https://api.example.com'), headers, createVault(), undefined)).toEqual({
    'x-empty': '',
    accept: '*/*',
  });
});

test('cookies that an answer sets are all told, each without its secret', async ({ serve, identitiesAt }) => {
  const cookies = ['session=made-up-0123456789-k3Fq; Path=/', 'b=2'];
  const { origin } = await serve(() => ({ headers: { 'set-cookie': cookies } }));
  const client = await identitiesAt(origin).anonymous();

  expect((await client.get('/')).headers['set-cookie']).toBe('session=[cookie:session …k3Fq]; Path=/\nb=2');
});
