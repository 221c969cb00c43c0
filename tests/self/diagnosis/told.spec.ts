import { expect, test } from '@playwright/test';
import type { Diagnosis } from '../../../diagnosis';
import { causeLines, type Telling } from '../../../reporters/cause-lines';
import { annotateOwn, causesOf, toldCauses } from '../../../reporters/causes';
import { testOf } from '../support/results';

const text = 'PATCH /users/me as jwt: expected 200, got 502 BAD from the gateway (InternalServerErrorException)';
const exchanges = [
  {
    status: 502,
    judged: true,
    method: 'PATCH',
    url: 'https://a1b2.execute-api.eu-west-1.amazonaws.com/dev/users/me',
    requestId: 'req-1',
    gateway: 'rest-api' as const,
  },
];
const telling: Telling = { emphasize: (line) => line, of: 'failed', newsOf: () => undefined };
const cause: Diagnosis = { id: 'a', cause: 'it rains', explains: ['AC1', 'AC5'], findings: 3, next: ['go in', 'wait'] };

test('a cause is told with what it explains, the next steps and the command', () => {
  const told = { ...cause, command: "aws x --region '<region>'", legend: '<region> the AWS region' };

  expect(causeLines([told], telling)).toBe(`
Likely: it rains
  explains 2 failed scenarios: AC1, AC5
  Next: go in
  Next: wait
  aws x --region '<region>'
  with <region> the AWS region
`);
});

test('more than five causes are in the report', () => {
  expect(causeLines(Array<Diagnosis>(7).fill(cause), telling)).toMatch(/\nand 2 more in the report\n$/);
});

test('nothing failed: nothing is told', () => {
  expect(causeLines([], telling)).toBe('');
});

test('the history is told where it says the same of all scenarios', () => {
  const first = { ...telling, newsOf: () => 'first failure in 30 runs' };
  const another = { ...telling, newsOf: (id: string) => `${id} is new` };

  expect(causeLines([cause], first)).toContain('failed scenarios: AC1, AC5 (first failure in 30 runs)\n');
  expect(causeLines([cause], another)).toContain('failed scenarios: AC1, AC5\n');
});

test('what flaked is told apart from what failed, by what its failed attempt said', () => {
  const tests = [
    testOf({ id: 'AC11', outcome: 'unexpected', errors: [text], exchanges }),
    testOf({ id: 'AC5', outcome: 'flaky', earlier: [text.replace('PATCH', 'GET')], exchanges }),
  ];

  annotateOwn(tests);
  const told = toldCauses(tests);
  expect(told).toMatch(/^\nLikely: .*\n {2}explains 1 failed scenario: AC11\n/);
  expect(told).toMatch(/\nLikely, when it flaked: .*\n {2}explains 1 flaky scenario: AC5\n/);
  for (const one of tests) expect(one.annotations.map(({ type }) => type)).toContain('likely cause');
});

test('the command is about the exchange that failed', () => {
  const [found] = causesOf([testOf({ id: 'AC11', outcome: 'unexpected', errors: [text], exchanges })]);

  expect(found?.explains).toEqual(['AC11']);
  expect(found?.command).toContain("--region eu-west-1 --log-group-name 'API-Gateway-Execution-Logs_a1b2/dev'");
  expect(found?.command).toContain('"req-1"');
});
