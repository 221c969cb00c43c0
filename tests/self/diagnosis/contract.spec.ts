import { expect, test } from '@playwright/test';
import { mergeContract } from '../../../contract';
import { builtIn, diagnose, ownEntries, type Diagnosis } from '../../../diagnosis';
import { contractWith } from '../support/contract';

const own = {
  id: 'billing-down',
  when: { status: 502, path: '/billing', says: 'upstream' },
  cause: 'the billing provider is down',
  next: ['look at its status page'],
  command: 'aws logs tail /aws/lambda/billing --region {region} --filter-pattern {request}',
};

function diagnosed(text: string, ...diagnoses: (typeof own)[]): Diagnosis[] {
  const entries = ownEntries(contractWith({ diagnoses }).diagnoses);
  return diagnose([{ id: 'AC9', verdict: 'FAIL', reasons: [text] }], [...entries, ...builtIn]);
}

const message = (path: string): string =>
  `GET ${path} as jwt: expected 200, got 502 BAD from the gateway (InternalServerErrorException)\n  body: Upstream gone\n  ids: x-amzn-requestid: req-1`;

test("a deployment's own cause comes before the built-in ones", () => {
  expect(diagnosed(message('/billing/plans'), own)).toEqual([
    {
      id: 'billing-down',
      cause: 'the billing provider is down',
      explains: ['AC9'],
      findings: 1,
      next: ['look at its status page'],
      command: "aws logs tail /aws/lambda/billing --region '<region>' --filter-pattern req-1",
      legend: '<region> the AWS region',
    },
  ]);
});

test('where its symptom is another, the built-in ones are asked', () => {
  expect(diagnosed(message('/users'), own).map(({ id }) => id)).toEqual(['function-crashes']);
});

for (const [name, change, problem] of [
  ['a misspelt field', { caus: 'x' }, 'diagnoses.0.caus: unknown field; did you mean "cause"?'],
  ['a misspelt symptom', { when: { statu: 502 } }, 'diagnoses.0.when.statu: unknown field; did you mean "status"?'],
  ['no symptom', { when: {} }, 'diagnoses.0.when: must say what the failure is like'],
  ['an unknown scenario', { when: { scenarios: ['AC99'] } }, 'diagnoses.0.when.scenarios.0: '],
  ['an id with a space', { id: 'Billing down' }, 'diagnoses.0.id: must be words in lower case, joined by -'],
] as const) {
  test(`${name} is refused`, () => {
    const merged = mergeContract({ diagnoses: [{ ...own, ...change }] });

    expect('problems' in merged ? merged.problems[0] : '').toContain(problem);
  });
}
