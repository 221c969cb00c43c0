import { openOperator, type Operator } from '../../../fixtures/signup/operator';
import { createAuthenticator } from '../../../fixtures/signup/passkey';
import { noNeeds, parseSettings } from '../../../fixtures/settings';
import { signupShapesOf, defaultContract, type CreationOptions } from '../../../contract';
import type { Deployment } from '../../../local-deployment';
import { changed } from '../../../local-deployment/faults/parts';
import { expect, send, test, type Got } from './support/deployment';

const email = 'smoke-test+somebody@example.test';
const person = { email };
const origin = 'http://localhost:3000';

/** The operator's commands, as the deployment's own settings name them. */
function operatorOf({ settings }: Deployment): Operator {
  const parsed = parseSettings({ ...settings }, { ...noNeeds, signup: true });
  if ('problems' in parsed || parsed.settings.signup === undefined) throw new Error('no operator');
  return openOperator(parsed.settings.signup);
}

const begin = (deployment: Deployment, token: string, body: object = {}): Promise<Got> =>
  send(deployment, 'POST /api/auth/register/begin-with-token', { body: { email, token, ...body } });
const verify = (deployment: Deployment, token: string, credential: unknown): Promise<Got> =>
  send(deployment, 'POST /api/auth/register/verify-with-token', { body: { email, token, credential } });

function optionsIn({ json }: Got): CreationOptions {
  const parsed = signupShapesOf(defaultContract, origin).creationOptions.parse(json);
  if ('problems' in parsed) throw new Error(parsed.problems.join());
  return parsed.value;
}

test('who begins twice is one user, who is stored once and deleted as a whole', async ({ deploy }) => {
  const deployment = await deploy();
  const operator = operatorOf(deployment);
  const { token } = await operator.mint(email);
  await begin(deployment, token);
  const passkey = createAuthenticator().make(optionsIn(await begin(deployment, token)), origin);
  const { json } = await verify(deployment, token, passkey.credential);
  const rows = await operator.find(person);

  expect(json).toMatchObject({ data: { status: 'ok', user_id: rows.users[0]?.id } });
  expect(rows).toMatchObject({ users: [{ email }], credentials: [{ id: passkey.id, ...passkey.flags }] });
  expect(await deployment.count()).toMatchObject({ signUps: 1, passkeys: 1 });
  await operator.delete(person);
  expect(await deployment.count()).toMatchObject({ signUps: 0, passkeys: 0 });
});

test('a challenge has its time', async ({ deploy }) => {
  const deployment = await deploy({}, ({ parts }) => {
    parts.registration.challenges = changed(parts.registration.challenges, (challenges) => ({
      take: (id, nowMs) => challenges.take(id, nowMs + 5 * 60_000 + 1_000),
    }));
  });
  const { token } = await operatorOf(deployment).mint(email);
  const passkey = createAuthenticator().make(optionsIn(await begin(deployment, token)), origin);

  expect(await verify(deployment, token, passkey.credential)).toMatchObject({
    status: 400,
    json: { error: { code: 'SESSION_NOT_FOUND' } },
  });
});

test('a body that is no registration is refused before anything is looked up', async ({ deploy }) => {
  const deployment = await deploy();
  const { token } = await operatorOf(deployment).mint(email);

  for (const [body, credential] of [
    [{ email: 'nobody' }, undefined],
    [{}, { id: 'abc' }],
  ] as const) {
    const answer = await (credential === undefined
      ? begin(deployment, token, body)
      : verify(deployment, token, credential));
    expect(answer).toMatchObject({ status: 400, json: { error: { code: 'VALIDATION_ERROR' } } });
  }
});
