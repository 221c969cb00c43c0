// Which folder may know which: arrows point one way, tests -> fixtures -> contract.

const ours =
  '^(contract|fixtures|diagnosis|reporters|redaction|local-deployment|start-up|sweep|tests|bench)/|^playwright\\.config\\.ts$';

/** What is below a folder may depend on nothing of ours but these. */
const onlyOn = (folder, allowed, comment) => ({
  name: `${folder.replace('/', '-')}-only`,
  comment,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: { path: ours, pathNot: allowed.map((path) => `^${path}`) },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    onlyOn('contract', ['contract/'], 'The contract knows nobody.'),
    onlyOn(
      'redaction',
      ['redaction/'],
      'Keeping secrets out of what is written has nothing to do with what is tested.',
    ),
    onlyOn(
      'fixtures',
      ['fixtures/', 'contract/', 'redaction/'],
      'Fixtures know the contract; never what the target is.',
    ),
    onlyOn(
      'sweep',
      ['sweep/', 'fixtures/', 'contract/', 'redaction/'],
      'What is left behind is known by what fixtures note.',
    ),
    onlyOn('diagnosis', ['diagnosis/', 'contract/'], 'Causes are found by what is told of a run, whoever tells it.'),
    onlyOn(
      'reporters',
      ['reporters/', 'diagnosis/', 'fixtures/', 'contract/', 'redaction/'],
      'Reporters know what fixtures record.',
    ),
    onlyOn('local-deployment', ['local-deployment/'], 'The embedded deployment is an API like any other.'),
    onlyOn('tests/smoke', ['fixtures/index\\.ts$'], 'A spec asks the fixtures of its suite for everything.'),
    onlyOn('tests/signup', ['fixtures/signup/index\\.ts$'], 'A spec asks the fixtures of its suite for everything.'),
    onlyOn(
      'tests/progress',
      ['fixtures/progress/index\\.ts$'],
      'A spec asks the fixtures of its suite for everything.',
    ),
    onlyOn(
      'tests/sessions',
      ['fixtures/sessions/index\\.ts$'],
      'A spec asks the fixtures of its suite for everything.',
    ),
    onlyOn(
      'tests/realtime',
      ['fixtures/realtime/index\\.ts$'],
      'A spec asks the fixtures of its suite for everything.',
    ),
    {
      name: 'specs-ask-fixtures',
      comment: 'Specs take test and expect from the fixtures, not from Playwright.',
      severity: 'error',
      from: { path: '^tests/(smoke|signup|realtime|progress|sessions)/' },
      to: { path: 'node_modules/(@playwright/|playwright)' },
    },
    {
      name: 'suites-apart',
      comment: 'What every suite asks for loads nothing that only one of them needs.',
      severity: 'error',
      from: { path: '^fixtures/(index|worker)\\.ts$' },
      to: { path: '^fixtures/(signup|realtime|progress|sessions)/(index|expect)\\.ts$', reachable: true },
    },
    {
      name: 'who-may-know-the-embedded-deployment',
      comment: 'Only the start-up, the own tests and the benchmark know that there is an embedded deployment.',
      severity: 'error',
      from: { pathNot: '^(local-deployment/|tests/self/|start-up/|bench/)' },
      to: { path: '^local-deployment/' },
    },
    {
      name: 'no-circle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(playwright-report|test-results)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    detectJSDocImports: false,
  },
};
