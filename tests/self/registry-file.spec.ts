import { readSettings } from '../../fixtures/settings';
import { expect, test } from './support/project';

const variables = {
  SMOKE_TEST_API_URL: 'https://api.example.com/prod',
  SMOKE_TEST_CLERK_JWT: 'a.b.c',
  SMOKE_TEST_ROUTE_REGISTRY: 'infra/config/route-registry.ts',
};
const registry = `[
  { path: '/posts', methods: ['GET'], authType: 'none', functionName: 'list' },
  { path: '/posts', methods: ['post'], authType: 'jwt', memory: 512 },
  { path: '/posts/:id', method: 'DELETE', authType: 'jwt-or-apikey' },
]`;
const keys = ['GET /posts', 'POST /posts', 'DELETE /posts/:id'];

test('without a file, the default registry', ({ project }) => {
  const { routes } = readSettings({ ...variables, SMOKE_TEST_ROUTE_REGISTRY: '' }, project.path);

  expect(routes).toHaveLength(8);
});

test.describe('the user’s own source, as it stands', () => {
  for (const [name, type, text] of [
    [
      'TypeScript in a folder of ES modules',
      'module',
      `interface Entry { path: string }
       export const ROUTE_REGISTRY: readonly Entry[] = ${registry};`,
    ],
    [
      'TypeScript in a CommonJS folder',
      'commonjs',
      `enum Kind { Public }
       export const ROUTE_REGISTRY = ${registry} satisfies object[];
       export const kind = Kind.Public;`,
    ],
    ['require and module.exports', 'commonjs', `module.exports = { ROUTE_REGISTRY: ${registry} };`],
    ['frozen, as const', 'module', `export const ROUTE_REGISTRY = Object.freeze(${registry} as const);`],
    ['in the default export', 'module', `export default { ROUTE_REGISTRY: ${registry} };`],
  ] as const) {
    test(name, ({ project }) => {
      project.write('infra/config/package.json', JSON.stringify({ type }));
      project.write('infra/config/route-registry.ts', text);

      expect(readSettings(variables, project.path).routes.map(({ key }) => key)).toEqual(keys);
    });
  }

  test('with imports of its own', ({ project }) => {
    project.write('infra/config/package.json', '{ "type": "commonjs" }');
    project.write('infra/config/paths.ts', `export const POSTS: string = '/posts';`);
    project.write(
      'infra/config/route-registry.ts',
      `import { POSTS } from './paths';
       export const ROUTE_REGISTRY = [{ path: POSTS, methods: ['GET'], authType: 'jwt' }];`,
    );

    expect(readSettings(variables, project.path).routes.map(({ key }) => key)).toEqual(['GET /posts']);
  });
});

test('the contract file tells how to read the registry', ({ project }) => {
  project.write('contract.ts', `export default { registry: { authTypes: { cognito: ['jwt'] } } };`);
  project.write(
    'infra/config/route-registry.ts',
    `export const ROUTE_REGISTRY = [{ path: '/posts', method: 'GET', auth: 'cognito' }];`,
  );

  const { routes } = readSettings({ ...variables, SMOKE_TEST_CONTRACT: 'contract.ts' }, project.path);
  expect(routes).toEqual([{ key: 'GET /posts', method: 'GET', path: '/posts', credentials: ['jwt'] }]);
});

test.describe('one line for what is wrong', () => {
  const file = 'SMOKE_TEST_ROUTE_REGISTRY: infra/config/route-registry.ts';

  for (const [name, text, lines] of [
    ['no ROUTE_REGISTRY', 'export const ROUTES = [];', [`${file}: exports no ROUTE_REGISTRY`]],
    [
      'no list',
      'export const ROUTE_REGISTRY = {};',
      [`${file}: ROUTE_REGISTRY must be a list with at least one route`],
    ],
    [
      'bad entries',
      `export const ROUTE_REGISTRY = [
        { path: '/a', methods: ['GET'], authType: 'jwt' },
        { path: 'b', methods: ['GET'], authType: 'jwt' },
        { path: '/c', methods: ['GET'], authType: 'cognito' },
      ];`,
      [
        `${file}: ROUTE_REGISTRY[1]: path must be a path that starts with "/"`,
        `${file}: ROUTE_REGISTRY[2]: authType or auth is "cognito": valid are jwt, jwt-or-apikey, apikey, api-key, admin, none, public, and what the contract adds to registry.authTypes`,
      ],
    ],
  ] as const) {
    test(name, ({ project }) => {
      project.write('infra/config/route-registry.ts', text);

      expect(project.problems(variables)).toEqual(lines);
    });
  }

  test('a missing file', ({ project }) => {
    expect(project.problems(variables)).toEqual([
      `SMOKE_TEST_ROUTE_REGISTRY: there is no file ${project.path}/infra/config/route-registry.ts`,
    ]);
  });

  test('contract and registry together', ({ project }) => {
    expect(project.problems({ ...variables, SMOKE_TEST_CONTRACT: 'contract.ts' })).toEqual([
      `SMOKE_TEST_CONTRACT: there is no file ${project.path}/contract.ts`,
      `SMOKE_TEST_ROUTE_REGISTRY: there is no file ${project.path}/infra/config/route-registry.ts`,
    ]);
  });

  test('a settings file that is missing, beside other settings', ({ project }) => {
    expect(project.problems({ SMOKE_ENV_FILE: 'none', SMOKE_TEST_API_URL: 'ftp://x' })).toEqual([
      `SMOKE_ENV_FILE: there is no file ${project.path}/none`,
      'SMOKE_TEST_API_URL: ftp: is not supported: give https://…',
      'SMOKE_TEST_CLERK_JWT is required, or CLERK_SECRET_KEY with SMOKE_TEST_USER_ID. See .env.smoke.example',
    ]);
  });
});
