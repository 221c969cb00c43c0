import type { DeploymentTemplate } from '../../../local-deployment';
import { createKey, expect, mainToken, send, test, valueAt } from './support/deployment';

/** Counts how often the gateway asks the authorizer. */
function counting() {
  const asked: string[] = [];
  return {
    asked,
    mutate: ({ authorizer }: DeploymentTemplate): void => {
      const { code } = authorizer.function;
      authorizer.function.code = (environment, aws) => {
        const handler = code(environment, aws);
        return (event) => {
          asked.push(`${event.httpMethod} ${event.path}`);
          return handler(event);
        };
      };
    },
  };
}

test('is asked each time without a cache, and never without an identity', async ({ deploy }) => {
  const { asked, mutate } = counting();
  const deployment = await deploy({}, mutate);
  for (const sent of [mainToken(deployment), {}, mainToken(deployment)]) await send(deployment, 'GET /users/me', sent);

  expect(asked).toEqual(['GET /users/me', 'GET /users/me']);
});

test('is asked once for an identity while its result is cached', async ({ deploy }) => {
  const { asked, mutate } = counting();
  const deployment = await deploy({ authorizerCacheSeconds: 300 }, mutate);
  const { main, admin } = deployment.identities;
  const statuses = [];
  for (const token of [main.token, main.token, admin.token]) {
    statuses.push((await send(deployment, 'GET /users/me', { token })).status);
  }
  statuses.push((await send(deployment, 'GET /users/api-keys', { token: main.token })).status);

  expect(statuses).toEqual([200, 200, 200, 200]);
  expect(asked).toHaveLength(2);
});

test('a refusal by policy is cached, a thrown one is not', async ({ deploy }) => {
  const { asked, mutate } = counting();
  const deployment = await deploy({ authorizerCacheSeconds: 300 }, mutate);
  for (const sent of [{ key: 'unknown' }, { key: 'unknown' }, { token: 'no.token' }, { token: 'no.token' }]) {
    await send(deployment, 'GET /users/me', sent);
  }

  expect(asked).toHaveLength(3);
});

test('a key that was used stays accepted from the cache after its deletion', async ({ deploy }) => {
  const deployment = await deploy({ authorizerCacheSeconds: 300 });
  const [used, unused] = [await createKey(deployment), await createKey(deployment)];
  await send(deployment, 'GET /users/me', { key: used.keyValue });
  for (const { id } of [used, unused]) await send(deployment, `DELETE /users/api-keys/${id}`, mainToken(deployment));

  const answers = await Promise.all(
    [used, unused].map(({ keyValue }) => send(deployment, 'GET /users/me', { key: keyValue })),
  );

  expect(answers.map(({ status }) => status)).toEqual([200, 401]);
  expect(valueAt(answers[1]?.json, 'error', 'code')).toBe('REVOKED_API_KEY');
});

test('a policy that covers less than was asked for denies implicitly', async ({ deploy }) => {
  const deployment = await deploy({ fault: 'policy-cached-for-one-method' }, (template) => {
    template.gatewayResponses = {};
  });
  const first = await send(deployment, 'GET /users/me', mainToken(deployment));
  const next = await send(deployment, 'PATCH /users/me', { ...mainToken(deployment), body: {} });

  expect([first.status, next.status]).toEqual([200, 403]);
  expect(next.text).toBe('{"Message":"User is not authorized to access this resource"}');
});
