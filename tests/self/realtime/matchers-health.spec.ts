import { expect, test } from '@playwright/test';
import { defaultContract as contract } from '../../../contract';
import { tellOfSecret } from '../../../fixtures/matchers/realtime-matchers';
import { answerOf } from '../support/answers';
import { contractWith } from '../support/contract';
import { closeOf, handshakeOf, said, socketOf } from './support/parts';

const health = (status: number, told: unknown) =>
  answerOf({ request: 'GET /health as anonymous', status, json: { checks: { jwt_secret: told } }, gateway: 'none' });
const by = (text: string, status = 401) => answerOf({ request: 'GET /api/auth/me as anonymous', status, text });
const shut = socketOf({ closed: closeOf(1008) });
const asked = (text: string, socket = shut) => ({ http: by(text), socket });

for (const [name, answer, text, problems] of [
  ['all well', health(200, 'configured'), 'invalid token', []],
  ['not ready', health(503, 'configured'), 'x', ['status is 503, not 200: it is not ready']],
  ['no secret', health(200, 'missing'), 'x', ['checks.jwt_secret is "missing", not "configured"']],
  ['no word of it', health(200, undefined), 'x', ['checks.jwt_secret is undefined, not "configured"']],
  [
    'a lie',
    health(200, 'configured'),
    'JWT not configured',
    ['it says that it is ready, and can verify no token: GET /api/auth/me as anonymous answers 401 JWT not configured'],
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

const unready = 'it says that it is ready, and its sockets are not: WebSocket /ws by ?token= as first gets';

for (const [name, http, socket, problem] of [
  [
    'HTTP answers 5xx, whatever it says',
    by('oops', 500),
    shut,
    'it says that it is ready, and can verify no token: GET /api/auth/me as anonymous answers 500 oops',
  ],
  [
    'the handshake says it',
    by('x'),
    socketOf({ handshake: handshakeOf(401, 'JWT not configured') }),
    `${unready} 401 from the handshake JWT not configured`,
  ],
  [
    'the close says it',
    by('x'),
    socketOf({ closed: closeOf(1008, 'JWT not configured') }),
    `${unready} close 1008 "JWT not configured" from the socket JWT not configured`,
  ],
  [
    'a message says it',
    by('x'),
    socketOf({ frames: [said({ error: 'JWT not configured' })], closed: closeOf(1008) }),
    `${unready} close 1008 from the socket {"error":"JWT not configured"}`,
  ],
] as const) {
  test(`ready, and yet not: ${name}`, () => {
    const { pass, message } = tellOfSecret(health(200, 'configured'), { http, socket }, contract);

    expect(pass).toBe(false);
    expect(message()).toContain(`  - ${problem}`);
    expect(tellOfSecret(health(503, 'missing'), { http, socket }, contract).message()).not.toContain('says that');
  });
}

test('a handshake that crashes over a token says nothing of the secret: WS2 tells that', () => {
  const socket = socketOf({ handshake: handshakeOf(500) });

  expect(tellOfSecret(health(200, 'configured'), { http: by('x'), socket }, contract).pass).toBe(true);
});
