import { createServer } from 'node:http';
import { connect } from 'node:net';
import { startDeployment } from '../../../local-deployment';
import { createKey, expect, listedIds, mainToken, send, test } from './support/deployment';

test('two deployments side by side share neither tokens nor data', async ({ deploy }) => {
  const [one, other] = await Promise.all([deploy(), deploy()]);
  const key = await createKey(one);

  expect(one.url).not.toBe(other.url);
  expect((await send(other, 'GET /users/me', mainToken(one))).status).toBe(401);
  expect((await send(other, 'GET /users/me', { key: key.keyValue })).status).toBe(401);
  expect(await listedIds(other)).toEqual([]);
  const nothingElse = {
    ...{ inviteCodes: 0, profilesChanged: 0, signUps: 0, passkeys: 0, progressEntries: 0 },
    ...{ sessionAccounts: 0, posts: 0 },
  };
  expect([await one.count(), await other.count()]).toEqual([
    { apiKeys: 1, ...nothingElse },
    { apiKeys: 0, ...nothingElse },
  ]);
});

test('a fault of one deployment does not reach another one', async ({ deploy }) => {
  const [faulty, sound] = await Promise.all([deploy({ fault: 'expiry-ignored' }), deploy()]);
  const answers = await Promise.all(
    [faulty, sound].map((deployment) => send(deployment, 'GET /users/me', { token: deployment.expiredToken })),
  );

  expect(answers.map(({ status }) => status)).toEqual([200, 401]);
});

test('stopped, nothing listens any more', async () => {
  const deployment = await startDeployment();
  expect(await connectionTo(deployment.url)).toBe('connected');
  await send(deployment, 'GET /users/me', mainToken(deployment));
  await deployment.stop();

  for (const url of [deployment.url, deployment.issuerUrl]) expect(await connectionTo(url)).toBe('ECONNREFUSED');
});

test('a start that fails leaves nothing listening', async () => {
  const taken = createServer();
  const port = await new Promise<number>((resolve) => {
    taken.listen(0, '127.0.0.1', () => {
      const address = taken.address();
      resolve(address === null || typeof address === 'string' ? 0 : address.port);
    });
  });
  const before = listeners();

  await expect(startDeployment({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await expect.poll(listeners).toBe(before);
  await new Promise((resolve) => taken.close(resolve));
});

/** 'connected', or the system's reason why not. */
function connectionTo(url: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve('connected');
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message);
    });
  });
}

function listeners(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === 'TCPServerWrap').length;
}
