import { spawnSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { builtIn, diagnose, type Diagnosis, type Known } from '../../../diagnosis';

const message = (more = ''): string =>
  `PATCH /users/me as jwt: expected 200, got 502 INTERNAL_ERROR from the gateway (InternalServerErrorException)${more}`;
const diagnosed = (known: Known, text = message()): Diagnosis | undefined =>
  diagnose([{ id: 'AC11', verdict: 'FAIL', reasons: [text] }], builtIn, () => known)[0];

test('region, API, stage and request are filled in where the host name and the headers tell them', () => {
  const found = diagnosed({
    url: 'https://a1b2c3.execute-api.eu-central-1.amazonaws.com/prod/users/me',
    requestId: 'req-1',
    kind: 'rest-api',
  });

  expect(found?.command).toContain('aws logs start-query --region eu-central-1 ');
  expect(found?.command).toContain("--log-group-name 'API-Gateway-Execution-Logs_a1b2c3/prod'");
  expect(found?.command).toContain('filter @message like "req-1"');
  expect(found?.legend).toBe('API-Gateway-Execution-Logs there only where the stage logs executions');
});

test('behind a domain of its own they are placeholders, in quotes and explained', () => {
  const found = diagnosed({ url: 'https://api.example.com/users/me' });

  expect(found?.command).toContain(
    "--region '<region>' --log-group-name 'API-Gateway-Execution-Logs_<api-id>/<stage>'",
  );
  expect(found?.legend).toContain('<region> the AWS region; <api-id> of the API');
});

test('the request id is taken from the message where nothing else tells it', () => {
  expect(diagnosed({}, message('\n  ids: x-amzn-requestid: req-2, x-amz-apigw-id: b='))?.command).toContain('"req-2"');
});

test('what AWS did not answer is not asked of AWS', () => {
  const text = 'PATCH /users/me as jwt: expected 200, got 500 from an undetermined layer';

  expect(diagnosed({}, text)).toMatchObject({ id: 'function-error', command: undefined, legend: undefined });
});

test('a command shows no secret: tokens are variables, and of settings only names are asked for', () => {
  const place = { kind: 'rest-api', region: 'r', api: 'a', stage: 's', request: 'q' } as const;
  const commands = builtIn.flatMap(({ command }) => [
    command?.(place) ?? '',
    command?.({ ...place, kind: 'http-api' }) ?? '',
  ]);

  expect(
    commands.filter((text) => text.includes('Bearer') && !text.includes('"Bearer $SMOKE_TEST_CLERK_JWT"')),
  ).toEqual([]);
  expect(commands.filter((text) => text.includes('get-function-configuration') && !text.includes('keys('))).toEqual([]);
  expect(commands.filter((text) => /[\n\r]/.test(text))).toEqual([]);
  for (const text of new Set(commands)) expect(spawnSync('sh', ['-n', '-c', text]).stderr.toString(), text).toBe('');
});
