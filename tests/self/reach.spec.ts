import { reach } from '../../fixtures/client/reach';
import { ids } from './support/answers';
import { contractWith } from './support/contract';
import { expect, test, type Reply } from './support/loopback';

const contract = contractWith();
const refused: Reply = {
  status: 401,
  headers: { ...ids, 'x-amzn-errortype': 'UnauthorizedException' },
  json: { message: 'Unauthorized' },
};
const byGateway = (status: number, type: string): Reply => ({
  status,
  headers: { ...ids, 'x-amzn-errortype': type },
  json: { message: type },
});

function lineOf(reaching: Promise<unknown>): Promise<string> {
  return reaching.then(
    () => 'reached',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

test('an API that refuses a request without credentials is there: one request, below the stage', async ({ serve }) => {
  const { origin, requests } = await serve(() => refused);

  expect(await reach(`${origin}/prod`, contract, 0)).toMatchObject({ status: 401 });
  expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /prod/users/me']);
  expect(requests[0]?.headers.authorization).toBeUndefined();
});

test('what answers wrongly is for the scenarios to judge', async ({ serve }) => {
  for (const answer of [byGateway(500, 'AuthorizerConfigurationException'), { status: 404 }, { status: 200 }]) {
    const { origin } = await serve(() => answer);
    expect(await lineOf(reach(origin, contract, 0))).toBe('reached');
  }
});

test('a stage that is not there ends the run', async ({ serve }) => {
  const { origin } = await serve(() => byGateway(403, 'ForbiddenException'));

  expect(await lineOf(reach(`${origin}/prdo`, contract, 0))).toBe(
    `SMOKE_TEST_API_URL: ${origin}/prdo leads to no API: GET /users/me without credentials answers 403 from the gateway (ForbiddenException): check the stage, the last part of the URL; a firewall (WAF) that blocks this machine answers the same`,
  );
});

test('where the contract has requests without credentials refused with 403, that is an answer', async ({ serve }) => {
  const { origin } = await serve(() => byGateway(403, 'ForbiddenException'));
  const strict = contractWith({ errors: { noCredentials: { status: 403, code: null } } });

  expect(await reach(origin, strict, 5)).toMatchObject({ status: 403 });
});

test.describe('after a fresh deploy', () => {
  test('who is told to stop waiting says what there was', async ({ serve }) => {
    const stop = new AbortController();
    const { origin } = await serve(() => ({ status: 404 }));
    const reaching = lineOf(reach(origin, contract, 600, stop.signal));
    stop.abort();

    expect(await reaching).toContain('(SMOKE_TEST_WAIT_SECONDS=600)');
  });

  for (const [name, early] of [
    ['the stage is not there yet', byGateway(403, 'ForbiddenException')],
    ['the route is not there yet', byGateway(403, 'MissingAuthenticationTokenException')],
    ['another API is still there', { status: 404 }],
    ['the gateway is not ready', byGateway(500, 'InternalServerErrorException')],
    ['a proxy answers for it', { status: 200, body: '<html>' }],
    ['nothing answers', 'hang up'],
  ] as const) {
    test(`${name}: asked until it is`, async ({ serve }) => {
      const { origin, requests } = await serve((_, count) => (count < 3 ? early : refused));

      expect(await reach(origin, contract, 20)).toMatchObject({ status: 401 });
      expect(requests).toHaveLength(3);
    });
  }

  test('that never comes, a line tells what answers instead', async ({ serve }) => {
    const { origin } = await serve(() => byGateway(403, 'MissingAuthenticationTokenException'));

    expect(await lineOf(reach(origin, contract, 1))).toBe(
      `SMOKE_TEST_API_URL: ${origin} is not there after 1 s (SMOKE_TEST_WAIT_SECONDS=1): GET /users/me without credentials answers 403 from the gateway (MissingAuthenticationTokenException)`,
    );
  });

  test('that nobody answers, a line tells why', async ({ freePort }) => {
    const url = `http://127.0.0.1:${freePort}`;

    expect(await lineOf(reach(url, contract, 1))).toBe(
      `SMOKE_TEST_API_URL: ${url} can't be reached after 1 s (SMOKE_TEST_WAIT_SECONDS=1) (host 127.0.0.1, port ${freePort}): connection refused (ECONNREFUSED)`,
    );
  });
});
