import { request } from '@playwright/test';
import { failureReason, NetworkError, networkReason } from '../../fixtures/client/network-error';
import { installTransport, WIRE_HEADER } from '../../fixtures/client/transport';
import { createVault } from '../../fixtures/client/vault';
import { expect, test } from './support/loopback';

const secret = 'header.payload.signature-k3Fq';
const closed = 'connection closed by the server before it answered (ECONNRESET)';

/** The whole error that a failed request ends with, as a reader sees it. */
async function messageOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(NetworkError);
  return error instanceof Error ? error.message : '';
}

test('connection refused', async ({ freePort, identitiesAt }) => {
  const jwt = await identitiesAt(`http://127.0.0.1:${freePort}/prod`).bearer('jwt', secret);

  expect(await messageOf(jwt.get('/users/me'))).toBe(
    `GET http://127.0.0.1:${freePort}/prod/users/me as jwt: no answer: connection refused (ECONNREFUSED)`,
  );
});

test('host not found', async ({ identitiesAt }) => {
  const jwt = await identitiesAt('http://nobody.invalid').bearer('jwt', secret);

  expect(await messageOf(jwt.get('/users/me'))).toMatch(
    /^GET http:\/\/nobody\.invalid\/users\/me as jwt: no answer: host name (not found|can not be looked up at the moment) \(E[A-Z_]+\)$/,
  );
});

test('connection reset', async ({ serve, identitiesAt }) => {
  const { origin, requests } = await serve(() => 'hang up');
  const jwt = await identitiesAt(origin).bearer('jwt', secret);

  expect(await messageOf(jwt.get('/users/me'))).toBe(`GET ${origin}/users/me as jwt: no answer: ${closed}`);
  expect(requests).toHaveLength(1);
});

test('a failure is in the exchange, too', async ({ serve, identitiesAt }, testInfo) => {
  const { origin } = await serve(() => 'hang up');
  const jwt = await identitiesAt(origin).bearer('jwt', secret);
  await messageOf(jwt.get('/users/me'));

  const [attachment] = testInfo.attachments;
  expect(attachment?.name).toMatch(/^GET \/users\/me as jwt → no answer, \d+ ms$/);
  expect(attachment?.body?.toString()).toContain(`"failure": "GET ${origin}/users/me as jwt: no answer: ${closed}"`);
});

test.describe('a server that closes its kept connections', () => {
  test('is asked again for what may be sent again, which a note tells', async ({ serve, identitiesAt }) => {
    const { origin, requests } = await serve((_, count) => (count === 2 ? 'hang up' : {}));
    const jwt = await identitiesAt(origin).bearer('jwt', secret);
    await jwt.get('/first');
    const response = await jwt.get('/second');

    expect(response.status).toBe(200);
    expect(response.exchange.note).toBe(
      'the server had closed the connection after an earlier request: sent again on a new one',
    );
    expect(requests.map(({ url }) => url)).toEqual(['/first', '/second', '/second']);
  });

  test('is asked again once only', async ({ serve, identitiesAt }) => {
    const { origin, requests } = await serve((_, count) => (count === 1 ? {} : 'hang up'));
    const jwt = await identitiesAt(origin).bearer('jwt', secret);
    await jwt.get('/first');

    expect(await messageOf(jwt.get('/second'))).toBe(`GET ${origin}/second as jwt: no answer: ${closed}`);
    expect(requests).toHaveLength(3);
  });

  test('is not asked again on a connection that was new', async ({ serve, identitiesAt }) => {
    const { origin, requests } = await serve(() => 'hang up');
    const jwt = await identitiesAt(origin).bearer('jwt', secret);
    await messageOf(jwt.get('/first'));

    expect(requests).toHaveLength(1);
  });

  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    test(`gets a ${method} on a new connection, and never twice`, async ({ serve, identitiesAt }) => {
      const { origin, requests } = await serve((_, count) => (count === 1 ? {} : 'hang up'));
      const jwt = await identitiesAt(origin).bearer('jwt', secret);
      await jwt.get('/first');

      expect(await messageOf(jwt.send(method, '/second'))).toBe(
        `${method} ${origin}/second as jwt: no answer: ${closed}`,
      );
      expect(requests.map(({ url }) => url)).toEqual(['/first', '/second']);
      expect(requests[0]?.port).not.toBe(requests[1]?.port);
    });
  }
});

test.describe('what Playwright says is told without its call log', () => {
  const reasonOf = async (url: string, timeout: number): Promise<string> => {
    const wire = installTransport(createVault(), () => []);
    const context = await request.newContext();
    try {
      await context.get(url, { headers: { [WIRE_HEADER]: 'request-1', 'x-secret': secret }, timeout });
      return 'none: it was answered';
    } catch (error) {
      expect(String(error)).toContain('Call log');
      return failureReason(wire.record('request-1'), error);
    } finally {
      await context.dispose();
      wire.uninstall();
    }
  };

  test('a server that does not answer in time', async ({ serve }) => {
    const { origin } = await serve(() => new Promise(() => undefined));

    expect(await reasonOf(origin, 150)).toBe('Timeout 150ms exceeded.');
  });

  test('an answer that breaks off', async ({ serve }) => {
    const { origin } = await serve(() => 'break off');

    expect(await reasonOf(origin, 500)).not.toContain('Timeout');
  });

  test('an answer that is not in the encoding that it names', async ({ serve }) => {
    const { origin } = await serve(() => ({ headers: { 'content-encoding': 'gzip' }, body: 'no gzip' }));

    expect(await reasonOf(origin, 500)).not.toContain('Timeout');
  });
});

test.describe('the reason, in words', () => {
  const coded = (code: string, message = 'low-level text'): Error => Object.assign(new Error(message), { code });

  for (const [name, error, reason] of [
    ['of a name', coded('ENOTFOUND'), 'host name not found (ENOTFOUND)'],
    ['of a certificate', coded('CERT_HAS_EXPIRED'), 'TLS certificate has expired (CERT_HAS_EXPIRED)'],
    ['by its cause', new TypeError('fetch failed', { cause: coded('ETIMEDOUT') }), 'connection timed out (ETIMEDOUT)'],
    [
      'of several addresses',
      new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')], ''),
      'connection refused (ECONNREFUSED)',
    ],
    [
      'of several addresses, as fetch tells it',
      new TypeError('fetch failed', { cause: new AggregateError([coded('ENETUNREACH')], '') }),
      'network unreachable (ENETUNREACH)',
    ],
    ['of a code that we do not know', coded('EPROTO', 'wrong version number\nmore'), 'wrong version number'],
    ['of no code', new Error('one line\nanother'), 'one line'],
    ['of no error', 'a text', 'a text'],
  ] as const) {
    test(name, () => {
      expect(networkReason(error)).toBe(reason);
    });
  }
});

test('the error has a stable code', () => {
  expect(new NetworkError('GET /', 'no reason').code).toBe('NO_ANSWER');
});
