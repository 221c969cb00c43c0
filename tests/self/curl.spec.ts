import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { curlOf, variableOf } from '../../fixtures/client/curl';
import type { Exchange } from '../../fixtures/client/exchange';
import type { RequestOptions } from '../../fixtures/client/client';
import { expect, test } from './support/loopback';

const run = promisify(execFile);
const secret = `it's "quoted" $HOME & made up`;

for (const { name, method, options } of [
  {
    name: 'one without a body',
    method: 'GET',
    options: { query: { q: "a'b c", cursor: '$(id)', f: '{a,b}', 'g[0]': '[1-3]' } },
  },
  { name: 'JSON', method: 'PATCH', options: { body: { displayName: "it's `me`\n$PATH", n: 1 } } },
  { name: 'JSON with a secret', method: 'POST', options: { body: { password: '{secret}', list: ['{secret}', 'x'] } } },
  { name: 'a form with a secret', method: 'POST', options: { form: { username: 'a b&c=d', password: '{secret}' } } },
  { name: 'a secret in the query', method: 'GET', options: { query: { ticket: '{secret}', x: '1' } } },
  { name: 'a text that is no JSON', method: 'POST', options: { text: '{"broken": ' } },
  { name: 'a body without anything', method: 'DELETE', options: {} },
] as { name: string; method: string; options: RequestOptions }[]) {
  test(`a line by curl sends the same again: ${name}`, async ({ serve, identitiesAt, vault }, testInfo) => {
    const { origin, requests } = await serve(() => ({ status: 201, json: {} }));
    const token = 'made.up.token-0123456789';
    // In JSON, and in a URL, whoever gives the variable has to give what is to be sent.
    const plain = options.form === undefined ? 'made-up-0123456789' : secret;
    const shown = vault.register(plain, 'password:accounts', origin);
    const filled = JSON.parse(JSON.stringify(options).replaceAll('{secret}', shown)) as RequestOptions;
    const client = await identitiesAt(`${origin}/prod`).bearer('jwt', token);
    await client.send(method, '/a/b', filled);

    const attached = testInfo.attachments.filter(({ contentType }) => contentType === 'application/json');
    const exchange = JSON.parse(attached.at(-1)?.body?.toString() ?? '') as Pick<Exchange, 'request'>;
    const line = curlOf(exchange.request, [shown, vault.register(token, 'jwt:jwt', origin)]);
    expect(line).not.toContain(plain);
    expect(line).not.toContain(token);
    const env = { ...process.env, SMOKE_TEST_CLERK_JWT: token, SMOKE_SESSIONS_PASSWORD: plain };
    const { stdout } = await run('sh', ['-c', line], { env });

    expect(stdout).toMatch(/^HTTP\/1.1 201 /);
    const [first, again] = requests.map(({ method, url, headers, body }) => ({
      ...{ method, url: new URLSearchParams(url.split('?')[1]).toString(), path: url.split('?')[0] },
      ...{ body: options.form === undefined ? body : [...new URLSearchParams(body)] },
      headers: [headers.authorization, headers['content-type'], headers.accept],
    }));
    expect(again).toEqual(first);
  });
}

test('a secret without a variable in the settings has one by its label', () => {
  expect(['[api-key …k3Fq]', '[refresh:smoke-1 …abcd ~2]', '[jwt:rateLimit]'].map(variableOf)).toEqual([
    'API_KEY',
    'REFRESH_SMOKE_1',
    'SMOKE_TEST_RATE_LIMIT_JWT',
  ]);
});
