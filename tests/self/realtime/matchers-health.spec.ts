import { expect, test } from '@playwright/test';
import { defaultContract as contract } from '../../../contract';
import { tellOfSecret } from '../../../fixtures/matchers/realtime-matchers';
import { answerOf } from '../support/answers';
import { contractWith } from '../support/contract';

const health = (status: number, told: unknown) =>
  answerOf({ request: 'GET /health as anonymous', status, json: { checks: { jwt_secret: told } }, gateway: 'none' });
const asked = (text: string) => answerOf({ request: 'GET /api/auth/me as anonymous', status: 401, text });

for (const [name, answer, text, problems] of [
  ['all well', health(200, 'configured'), 'invalid token', []],
  ['not ready', health(503, 'configured'), 'x', ['status is 503, not 200: it is not ready']],
  ['no secret', health(200, 'missing'), 'x', ['checks.jwt_secret is "missing", not "configured"']],
  ['no word of it', health(200, undefined), 'x', ['checks.jwt_secret is undefined, not "configured"']],
  [
    'a lie',
    health(200, 'configured'),
    'JWT not configured',
    ['it says that it is ready, and has no secret: GET /api/auth/me as anonymous answers 401 JWT not configured'],
  ],
  [
    'the truth',
    health(503, 'missing'),
    'JWT not configured',
    ['status is 503, not 200: it is not ready', 'checks.jwt_secret is "missing", not "configured"'],
  ],
] as const) {
  test(`health tells of the secret: ${name}`, () => {
    const { pass, message } = tellOfSecret(answer, asked(text), contract);

    expect(pass).toBe(problems.length === 0);
    expect(
      message()
        .split('\n')
        .filter((line) => line.startsWith('  - ')),
    ).toEqual(problems.map((line) => `  - ${line}`));
    expect(answer.exchange.judged).toBe(true);
  });
}

test('where health says nothing of the secret, it only has to be ready', () => {
  const silent = contractWith({ realtime: { health: { secret: null } } });

  expect(tellOfSecret(health(200, undefined), asked('x'), silent).pass).toBe(true);
  expect(tellOfSecret(health(200, undefined), asked('JWT not configured'), silent).pass).toBe(false);
  expect(tellOfSecret(health(500, undefined), asked('x'), silent).pass).toBe(false);
});
