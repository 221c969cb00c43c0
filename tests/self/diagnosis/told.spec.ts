import { expect, test } from '@playwright/test';
import type { Diagnosis } from '../../../diagnosis';
import { causeLines } from '../../../reporters/cause-lines';
import { causesOf } from '../../../reporters/causes';
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
const plain = (line: string): string => line;
const cause: Diagnosis = { id: 'a', cause: 'it rains', explains: ['AC1', 'AC5'], findings: 3, next: ['go in', 'wait'] };

test('a cause is told with what it explains, the next steps and the command', () => {
  const told = { ...cause, command: "aws x --region '<region>'", legend: '<region> the AWS region' };

  expect(causeLines([told], plain)).toBe(`
Likely: it rains
  explains 2 failed scenarios: AC1, AC5
  Next: go in
  Next: wait
  aws x --region '<region>'
  with <region> the AWS region
`);
});

test('more than five causes are in the report', () => {
  expect(causeLines(Array<Diagnosis>(7).fill(cause), plain)).toMatch(/\nand 2 more in the report\n$/);
});

test('nothing failed: nothing is told', () => {
  expect(causeLines([], plain)).toBe('');
});

test('the command is about the exchange that failed', () => {
  const [found] = causesOf([testOf({ id: 'AC11', outcome: 'unexpected', errors: [text], exchanges })]);

  expect(found?.explains).toEqual(['AC11']);
  expect(found?.command).toContain("--region eu-west-1 --log-group-name 'API-Gateway-Execution-Logs_a1b2/dev'");
  expect(found?.command).toContain('"req-1"');
});
