import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test, type TestInfo } from '@playwright/test';
import { jwtSecretNames, readJwtSecrets, type JwtSecrets } from '../../../fixtures/settings';
import { contractWith } from '../support/contract';

const contract = contractWith();

function folderWith(testInfo: TestInfo, file?: string): string {
  const folder = testInfo.outputPath('project');
  mkdirSync(folder, { recursive: true });
  if (file !== undefined) writeFileSync(`${folder}/.env.smoke`, file);
  return folder;
}

async function read(
  folder: string,
  variables: Record<string, string>,
  environment = 'staging',
  of = contract,
): Promise<JwtSecrets | { problems: string[] }> {
  return readJwtSecrets({ environment, commandSeconds: 5 }, of, variables, folder);
}

test('in the order of the contract, by the name of the environment', async ({}, testInfo) => {
  const folder = folderWith(testInfo, 'JWT_SECRET_KEY=of the file\n');

  expect(await read(folder, { JWT_SECRET_STAGING: 'of staging' })).toEqual({
    sources: [
      { name: 'JWT_SECRET_STAGING', where: 'the environment', value: 'of staging' },
      { name: 'JWT_SECRET_KEY', where: '.env.smoke', value: 'of the file' },
      { name: 'store', where: 'SMOKE_REALTIME_SECRET_CMD', value: undefined },
    ],
    others: [],
  });
});

test('another order, and an environment with a hyphen', async ({}, testInfo) => {
  const sources = ['store', 'KEY', '{ENVIRONMENT}_JWT'];
  const of = contractWith({ realtime: { secret: { sources, environments: ['pre-prod'] } } });

  expect(await read(folderWith(testInfo), { PRE_PROD_JWT: 'x', JWT_SECRET_KEY: 'y' }, 'pre-prod', of)).toMatchObject({
    sources: [{ name: 'store' }, { name: 'KEY' }, { name: 'PRE_PROD_JWT', value: 'x' }],
    others: [],
  });
});

test('nothing anywhere: where it would be', async ({}, testInfo) => {
  const where = 'the environment, .env.smoke';

  expect(await read(folderWith(testInfo, 'JWT_SECRET_KEY=""\n'), { JWT_SECRET_STAGING: '' })).toEqual({
    sources: [
      { name: 'JWT_SECRET_STAGING', where },
      { name: 'JWT_SECRET_KEY', where },
      { name: 'store', where: 'SMOKE_REALTIME_SECRET_CMD' },
    ],
    others: [],
  });
});

test('the environment goes before the file, whatever is empty in either', async ({}, testInfo) => {
  const folder = folderWith(testInfo, 'JWT_SECRET_STAGING=\nJWT_SECRET_KEY=of the file\n');

  expect(await read(folder, { JWT_SECRET_STAGING: 'set', JWT_SECRET_KEY: '' })).toMatchObject({
    sources: [
      { name: 'JWT_SECRET_STAGING', where: 'the environment', value: 'set' },
      { name: 'JWT_SECRET_KEY', where: '.env.smoke', value: 'of the file' },
      { name: 'store' },
    ],
  });
});

test('blanks are a part of it', async ({}, testInfo) => {
  const folder = folderWith(testInfo, 'JWT_SECRET_KEY=" a b\\n"\n');
  const secrets = await read(folder, { JWT_SECRET_STAGING: '\tc \n', JWT_SECRET_TEST: '  ' });

  expect('sources' in secrets && secrets.sources.map(({ value }) => value)).toEqual(['\tc \n', ' a b\n', undefined]);
  expect('others' in secrets && secrets.others.map(({ value }) => value)).toEqual(['  ']);
});

test('given twice with different values: one line for each, without either', async ({}, testInfo) => {
  const folder = folderWith(testInfo, 'JWT_SECRET_KEY=one\nJWT_SECRET_TEST=two\nJWT_SECRET_STAGING=same\n');
  const variables = { JWT_SECRET_KEY: 'other', JWT_SECRET_TEST: 'two ', JWT_SECRET_STAGING: 'same' };
  const twice = (name: string): string =>
    `${name} is given twice, with different values: in the environment and in .env.smoke. Remove one of them`;

  expect(await read(folder, variables)).toEqual({ problems: [twice('JWT_SECRET_KEY'), twice('JWT_SECRET_TEST')] });
});

test('given twice with the same value is fine', async ({}, testInfo) => {
  expect(await read(folderWith(testInfo, 'JWT_SECRET_KEY=same\n'), { JWT_SECRET_KEY: 'same' })).toMatchObject({
    sources: [{}, { where: 'the environment', value: 'same' }, {}],
  });
});

test('the file is that of SMOKE_ENV_FILE, and messages have its name', async ({}, testInfo) => {
  const folder = folderWith(testInfo, 'JWT_SECRET_KEY=of another file\n');
  writeFileSync(`${folder}/ci.env`, 'JWT_SECRET_KEY=of ci\n');

  expect(await read(folder, { SMOKE_ENV_FILE: 'ci.env' })).toMatchObject({
    sources: [{ where: 'the environment, ci.env' }, { where: 'ci.env', value: 'of ci' }, {}],
  });
});

test('those of other environments, wherever they are', async ({}, testInfo) => {
  const folder = folderWith(testInfo, 'JWT_SECRET_PRODUCTION=live\nJWT_SECRET_EMPTY=\nUNRELATED=x\n');
  const secrets = await read(folder, { JWT_SECRET_TEST: 'try', JWT_SECRET_STAGING: 'own', MY_JWT_SECRET_A: 'x' });

  expect('others' in secrets && secrets.others).toEqual([
    { name: 'JWT_SECRET_TEST', where: 'the environment', value: 'try' },
    { name: 'JWT_SECRET_PRODUCTION', where: '.env.smoke', value: 'live' },
  ]);
});

test('which variables may hold one: those of an environment of the contract', () => {
  const names = ['JWT_SECRET_KEY', 'JWT_SECRET_PRODUCTION', 'store', 'JWT_SECRET_', 'XJWT_SECRET_KEY'];
  const others = ['JWT_SECRET_key', 'JWT_SECRET_ARN', 'JWT_SECRET_PRODUCTION_1', 'JWT_SECRET_production'];

  expect(jwtSecretNames(contract, [...names, ...others])).toEqual(['JWT_SECRET_KEY', 'JWT_SECRET_PRODUCTION']);
});

test('a variable of another name is no secret, however it is given', async ({}, testInfo) => {
  const folder = folderWith(testInfo, 'JWT_SECRET_ARN=one\nJWT_SECRET_ARN=two # three\n');

  expect(await read(folder, { JWT_SECRET_ARN: 'four' })).toMatchObject({ others: [] });
});

test('twice in the file, with different values: neither', async ({}, testInfo) => {
  const folder = folderWith(testInfo, 'JWT_SECRET_KEY=s3cret-one\nA=b\n export JWT_SECRET_KEY = s3cret-two\n');

  expect(await read(folder, {})).toEqual({
    problems: ['JWT_SECRET_KEY is given twice, with different values, in .env.smoke. Remove one of them'],
  });
});

const commented =
  'JWT_SECRET_STAGING in .env.smoke: what follows # is read as a comment there. Put the value in single quotes';

for (const line of ['abc#def', '#def', 'abc # def', "'abc'#def"]) {
  test(`what dotenv reads as a comment is a part of the secret, or may be: ${line}`, async ({}, testInfo) => {
    const folder = folderWith(testInfo, `JWT_SECRET_STAGING=${line}\n`);

    expect(await read(folder, {})).toEqual({ problems: [commented] });
  });
}

for (const [line, value] of [
  [`'abc#def'`, 'abc#def'],
  [`"abc#def"`, 'abc#def'],
  ['`abc#def`', 'abc#def'],
  [`' abc '`, ' abc '],
  ['  abc==  ', 'abc=='],
  ['abc\nJWT_SECRET_STAGING=abc', 'abc'],
  ['abc\r\nJWT_SECRET_KEY=x\r', 'abc'],
  ['abc\n# JWT_SECRET_STAGING=other', 'abc'],
] as const) {
  test(`what stands there is the secret: ${JSON.stringify(line)}`, async ({}, testInfo) => {
    const folder = folderWith(testInfo, `JWT_SECRET_STAGING=${line}\n`);

    expect(await read(folder, {})).toMatchObject({ sources: [{ value }, {}, {}] });
  });
}
