import { optionsFromEnvironment, OptionsError, startDeployment } from '../../../local-deployment';
import { weathers } from '../../../local-deployment/faults';
import { fromCommandLine } from '../../../local-deployment/option-sources';
import { expect, test } from './support/deployment';

async function linesOf(read: () => unknown): Promise<readonly string[]> {
  try {
    await read();
    return [];
  } catch (error) {
    if (error instanceof OptionsError) return error.lines;
    throw error;
  }
}

test('variables are read as their types, and empty ones not at all', async () => {
  const options = await optionsFromEnvironment({ LOCAL_LATENCY_MS: '50', LOCAL_ENVELOPE: 'false', LOCAL_STAGE: '' });

  expect(options).toMatchObject({ latencyMs: 50, envelope: false, stage: 'prod', keyCreationsPerHour: 10 });
});

test('flags are read by their names', () => {
  const { options } = fromCommandLine(['--page-size', '20', '--fault=expiry-ignored']);

  expect(options).toEqual({
    pageSize: { source: '--page-size', value: '20' },
    fault: { source: '--fault', value: 'expiry-ignored' },
  });
});

test('every problem is a line that names the variable, the value and what is valid', async () => {
  const environment = { LOCAL_LATENCY_MS: 'soon', LOCAL_ENVELOPE: 'yes', LOCAL_PAGE_SIZE: '101' };

  expect(await linesOf(() => optionsFromEnvironment(environment))).toEqual([
    'LOCAL_LATENCY_MS is "soon"; expected a whole number from 0 to 60000',
    'LOCAL_ENVELOPE is "yes"; expected true or false',
    'LOCAL_PAGE_SIZE is "101"; expected a whole number from 0 to 100',
  ]);
});

test('an unknown flag gets the nearest one', async () => {
  expect(await linesOf(() => fromCommandLine(['--latancy-ms', '5']))).toEqual([
    '--latancy-ms is no option. Did you mean --latency-ms?',
  ]);
  expect(await linesOf(() => fromCommandLine(['--port']))).toEqual(['--port needs a value']);
  expect(await linesOf(() => fromCommandLine(['prod']))).toEqual(['prod is no option. See --help']);
});

test('an unknown fault gets the nearest one, and all valid ones', async () => {
  const [line = ''] = await linesOf(() => optionsFromEnvironment({ LOCAL_FAULT: 'revoked-key-acepted' }));

  expect(line).toMatch(/^LOCAL_FAULT is "revoked-key-acepted"; did you mean revoked-key-accepted\? Expected one of /);
  expect(line).toContain('authorizer-not-invocable, ');
});

test('an unknown weather that is near to none gets all valid ones', async () => {
  expect(await linesOf(() => optionsFromEnvironment({ LOCAL_WEATHER: 'hail' }))).toEqual([
    `LOCAL_WEATHER is "hail"; expected one of ${weathers.map(({ name }) => name).join(', ')}`,
  ]);
});

test("a weather's options hold where nothing else is given", async () => {
  expect(await optionsFromEnvironment({ LOCAL_WEATHER: 'many-keys', LOCAL_PAGE_SIZE: '7' })).toMatchObject({
    otherKeys: 40,
    pageSize: 7,
  });
});

test('what a program gives is checked in the same way', async () => {
  await expect(startDeployment({ latencyMs: -1 })).rejects.toThrow(
    'latencyMs is -1; expected a whole number from 0 to 60000',
  );
  await expect(startDeployment({ fault: 'expiry-ignore' })).rejects.toThrow('did you mean expiry-ignored?');
});
