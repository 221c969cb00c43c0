import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { startDeployment } from '../../../local-deployment';
import { startPostgres } from '../../../local-deployment/session-service/database/postgres';
import { expect, test } from './support/deployment';
import { ask, askForToken, register, registered, setting } from './support/sessions';

const healthy = { status: 200, json: { status: 'healthy', database: 'connected' } };
const main = fileURLToPath(new URL('../../../local-deployment/session-service/main.ts', import.meta.url));

test('health asks the database', async ({ customised, deploy }) => {
  const without = await deploy({ fault: 'database-out-of-reach' });

  expect(await ask(customised, 'GET /health')).toMatchObject(healthy);
  expect(await ask(without, 'GET /health')).toMatchObject({
    ...{ status: 503, json: { status: 'unhealthy', database: 'disconnected' } },
  });
  expect((await askForToken(without, 'anybody', 'whatever')).status).toBe(500);
});

test('its database is started by the first request, and ends with the deployment', async () => {
  const before = workers();
  const deployment = await startDeployment();
  const nothing = { sessionAccounts: 0, posts: 0 };
  expect(await deployment.count()).toMatchObject(nothing);
  expect(workers()).toBe(before);

  await registered(deployment, 'somebody');
  expect(workers()).toBe(before + 1);
  expect(await deployment.count()).toMatchObject({ ...nothing, sessionAccounts: 1 });
  await deployment.stop();
  await expect.poll(workers).toBe(before);
  const { port } = new URL(setting(deployment, 'URL'));
  const [error] = (await once(connect(Number(port), '127.0.0.1'), 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNREFUSED');
});

test('a stop during its start waits for it', async () => {
  const before = workers();
  const deployment = await startDeployment();
  const asking = register(deployment, 'hasty').catch(() => undefined);
  await expect.poll(workers).toBe(before + 1);
  await deployment.stop();
  await asking;

  await expect.poll(workers).toBe(before);
});

const missing: [string, Record<string, string>, string[]][] = [
  ['both', {}, ['SECRET_KEY', 'DATABASE_URL']],
  ['the key', { DATABASE_URL: 'postgres://127.0.0.1:9/none' }, ['SECRET_KEY']],
  ['the database', { SECRET_KEY: 'a key', DATABASE_URL: '' }, ['DATABASE_URL']],
];

for (const [title, environment, names] of missing) {
  test(`the service refuses to start without ${title}`, async () => {
    const service = run(environment);
    const [[code], output, errors] = await Promise.all([
      once(service, 'exit') as Promise<[number | null]>,
      text(service.stdout),
      text(service.stderr),
    ]);

    expect([code, output]).toEqual([1, '']);
    expect(errors.trimEnd().split('\n')).toEqual(
      names.map((name) => expect.stringMatching(new RegExp(`^${name} is not set: `)) as unknown),
    );
  });
}

test('the service runs by its environment alone', async () => {
  const postgres = await startPostgres();
  const service = run({ SECRET_KEY: 'a key', DATABASE_URL: postgres.url });
  try {
    const [line] = (await once(createInterface(service.stdout), 'line')) as [string];
    const answer = await fetch(`${/http:\S+/.exec(line)?.[0] ?? ''}/health`);

    expect({ status: answer.status, json: await answer.json() }).toEqual(healthy);
  } finally {
    const exited = once(service, 'exit');
    service.kill();
    expect(await exited).toEqual([0, null]);
    await postgres.close();
  }
});

function run(environment: Record<string, string>) {
  const { PATH = '' } = process.env;
  const parameters = ['--no-deprecation', '--import', 'tsx', main];
  return spawn(process.execPath, parameters, { env: { PATH, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
}

function workers(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'MessagePort').length;
}
