import { fileURLToPath } from 'node:url';
import { defineContract } from '../../contract';
import { readSettings } from '../../fixtures/settings';
import { expect, test } from './support/project';

const contractFolder = fileURLToPath(new URL('../../contract', import.meta.url));
const variables = {
  SMOKE_TEST_API_URL: 'https://api.example.com/prod',
  SMOKE_TEST_CLERK_JWT: 'a.b.c',
  SMOKE_TEST_CONTRACT: 'smoke/contract.ts',
};

test('a .ts file that uses defineContract, in a folder of ES modules', ({ project }) => {
  project.write('smoke/package.json', '{ "type": "module" }');
  project.write(
    'smoke/contract.ts',
    `import { defineContract } from ${JSON.stringify(contractFolder)};
     const scopes: { full: string[] } = { full: ['*'] };
     export default defineContract({ apiKeys: { scopes } });`,
  );

  expect(readSettings(variables, project.path).contract.apiKeys.scopes).toEqual({
    full: ['*'],
    captureOnly: ['capture'],
  });
});

test('what it imports of the contract is what is there already', ({ project }) => {
  project.write(
    'smoke/contract.ts',
    `import { defineContract } from ${JSON.stringify(contractFolder)};
     Object.assign(globalThis, { imported: defineContract });
     export default {};`,
  );
  readSettings(variables, project.path);

  expect(Reflect.get(globalThis, 'imported')).toBe(defineContract);
});

test.describe('any file, in any folder', () => {
  for (const [name, file, type, text] of [
    ['a .ts file in a folder of ES modules', 'contract.ts', 'module', `export default { gateway: 'none' as const };`],
    ['a .ts file in a CommonJS folder', 'contract.ts', 'commonjs', `export default { gateway: 'none' as const };`],
    [
      'a .ts file that says module.exports',
      'contract.ts',
      'commonjs',
      `module.exports = { default: { gateway: 'none' } };`,
    ],
    ['a .js file in a folder of ES modules', 'contract.js', 'module', `export default { gateway: 'none' };`],
    ['a .mjs file', 'contract.mjs', 'commonjs', `export default { gateway: 'none' };`],
    [
      'a .cjs file that was transpiled',
      'contract.cjs',
      'module',
      `Object.defineProperty(exports, '__esModule', { value: true }); exports.default = { gateway: 'none' };`,
    ],
  ] as const) {
    test(name, ({ project }) => {
      project.write('smoke/package.json', JSON.stringify({ type }));
      project.write(`smoke/${file}`, text);

      const { contract } = readSettings({ ...variables, SMOKE_TEST_CONTRACT: `smoke/${file}` }, project.path);
      expect(contract.gateway).toBe('none');
    });
  }
});

test('an absolute path', ({ project }) => {
  project.write('contract.ts', `export default { gateway: 'none' };`);

  const settings = readSettings({ ...variables, SMOKE_TEST_CONTRACT: `${project.path}/contract.ts` }, '/');
  expect(settings.contract.gateway).toBe('none');
});

test.describe('one line for what is wrong', () => {
  for (const [name, text, line] of [
    [
      'no default export',
      'export const contract = {};',
      'SMOKE_TEST_CONTRACT: smoke/contract.ts: has no default export',
    ],
    ['an empty file', '', 'SMOKE_TEST_CONTRACT: smoke/contract.ts: has no default export'],
    [
      'a default export that is none',
      'export default [];',
      'SMOKE_TEST_CONTRACT: smoke/contract.ts: the default export must be an object of overrides',
    ],
    [
      'an unknown field',
      'export default { apiKeys: { scope: {} } };',
      'SMOKE_TEST_CONTRACT: smoke/contract.ts: apiKeys.scope: unknown field; did you mean "scopes"? valid are path, itemPath, header, scopes, nameField, createWith, fields, optional, list, createdStatus, deletedStatus, lookupLagSeconds, listedWithinSeconds, usableWithinSeconds, revocationDeadlineSeconds',
    ],
    [
      'a wrong type',
      'export default { apiKeys: { deletedStatus: "204" } };',
      'SMOKE_TEST_CONTRACT: smoke/contract.ts: apiKeys.deletedStatus: expected number, received string',
    ],
  ] as const) {
    test(name, ({ project }) => {
      project.write('smoke/contract.ts', text);

      expect(() => readSettings(variables, project.path)).toThrow(line);
      expect(project.problems(variables)).toEqual([line]);
    });
  }

  test('probes of routes that there are not', ({ project }) => {
    project.write(
      'smoke/contract.ts',
      `export default { probes: { routes: {
        'PATCH /users/mee': { body: {} },
        'POST /posts': { harmless: true },
        'PATCH /users/me': { body: {} },
      } } };`,
    );

    expect(project.problems(variables)).toEqual([
      'SMOKE_TEST_CONTRACT: smoke/contract.ts: probes.routes: no route "PATCH /users/mee" in the registry; did you mean "PATCH /users/me"?',
      'SMOKE_TEST_CONTRACT: smoke/contract.ts: probes.routes: no route "POST /posts" in the registry',
    ]);
  });

  test('a missing file', ({ project }) => {
    expect(project.problems(variables)).toEqual([
      `SMOKE_TEST_CONTRACT: there is no file ${project.path}/smoke/contract.ts`,
    ]);
  });

  test('a file that throws', ({ project }) => {
    project.write('smoke/contract.ts', `throw new Error('no scopes today\\nand a second line');`);

    expect(project.problems(variables)).toEqual([
      `SMOKE_TEST_CONTRACT: ${project.path}/smoke/contract.ts can't be loaded: no scopes today`,
    ]);
  });

  test('a file that is no TypeScript', ({ project }) => {
    project.write('smoke/contract.ts', 'export default {');

    expect(project.problems(variables)).toEqual([
      expect.stringMatching(/^SMOKE_TEST_CONTRACT: \S+\/smoke\/contract\.ts can't be loaded: \S.*\(1:16\)$/),
    ]);
  });

  test('a folder', ({ project }) => {
    project.write('smoke/contract.ts/readme', '');

    expect(project.problems(variables)).toEqual([
      expect.stringMatching(/^SMOKE_TEST_CONTRACT: \S+\/smoke\/contract\.ts can't be loaded: \S.*$/),
    ]);
  });
});
