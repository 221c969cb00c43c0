import { createClerkClient, verifyToken } from '@clerk/backend';
import { expect, test } from '../support/issuer';

test('the SDK reads users, sessions and keys, and verifies what was minted', async ({ issue }) => {
  const issuer = await issue();
  const { users, sessions, jwks } = createClerkClient({ secretKey: issuer.secretKey, apiUrl: issuer.url });
  const user = await users.getUser('user_admin');
  const session = await sessions.createSession({ userId: user.id });
  const { jwt } = await sessions.getToken(session.id);
  const claims = await verifyToken(jwt, { secretKey: issuer.secretKey, apiUrl: issuer.url });

  expect(user.publicMetadata).toEqual({ role: 'admin' });
  expect(user.primaryEmailAddress?.emailAddress).toBe('admin@example.test');
  expect((await sessions.getSessionList({ userId: user.id, status: 'active' })).totalCount).toBe(1);
  expect((await jwks.getJwks()).keys).toHaveLength(1);
  expect(claims).toMatchObject({ sub: 'user_admin', sid: session.id, iss: issuer.url, metadata: { role: 'admin' } });
  expect(claims.exp - claims.iat).toBe(60);
});

test('a revoked session is listed as such, and gives no token', async ({ issue }) => {
  const issuer = await issue({ signedIn: true });
  const { sessions } = createClerkClient({ secretKey: issuer.secretKey, apiUrl: issuer.url });
  const [session] = (await sessions.getSessionList({ userId: 'user_main' })).data;
  const revoked = await sessions.revokeSession(session?.id ?? '');

  expect(revoked.status).toBe('revoked');
  expect((await sessions.getSessionList({ userId: 'user_main', status: 'active' })).data).toEqual([]);
  await expect(sessions.getToken(revoked.id)).rejects.toMatchObject({ status: 404 });
});

test('a life shorter than 30 s is refused', async ({ issue }) => {
  const issuer = await issue({ signedIn: true });
  const { sessions } = createClerkClient({ secretKey: issuer.secretKey, apiUrl: issuer.url });
  const [session] = (await sessions.getSessionList({ userId: 'user_main' })).data;

  await expect(sessions.getToken(session?.id ?? '', undefined, 29)).rejects.toMatchObject({ status: 422 });
});

test('a sign-in token is good for one sign-in', async ({ issue }) => {
  const issuer = await issue();
  const { signInTokens } = createClerkClient({ secretKey: issuer.secretKey, apiUrl: issuer.url });
  const { token: ticket } = await signInTokens.createSignInToken({ userId: 'user_main', expiresInSeconds: 60 });
  const exchange = () =>
    fetch(`${issuer.url}/v1/client/sign_ins`, {
      method: 'POST',
      body: new URLSearchParams({ strategy: 'ticket', ticket }),
    });
  const [first, second] = [await exchange(), await exchange()];

  expect(await first.text()).toMatch(/"created_session_id":"sess_/);
  expect(second.status).toBe(400);
});

test('beyond its limit it answers 429 with Retry-After, which the SDK reads', async ({ issue }) => {
  const issuer = await issue({ requestsPerTenSeconds: 1 });
  const { users } = createClerkClient({ secretKey: issuer.secretKey, apiUrl: issuer.url });
  await users.getUser('user_main');
  const error: unknown = await users.getUser('user_main').catch((reason: unknown) => reason);

  expect(error).toMatchObject({ status: 429, retryAfter: 10 });
});
