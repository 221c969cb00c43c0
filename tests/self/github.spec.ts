import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { annotationsOf, artifactsPage, command, mostOf, summary, type Annotation } from '../../reporters/github';
import { rowsOf } from '../../reporters/outcomes';
import { ids } from './support/answers';
import { expect, test, type Reply } from './support/loopback';
import { testOf, type Told } from './support/results';
import { smoke } from './support/smoke-run';
import { secondsFrom, tokenOf } from './support/tokens';

const project = fileURLToPath(new URL('../../', import.meta.url));
const workspace = resolve('/runner/work/repo');
const at = (told: Told, file = 'tests/smoke/a.spec.ts') => ({
  ...testOf(told),
  location: { file: resolve(workspace, file), line: 7, column: 3 },
});

test.describe('annotations', () => {
  test('of what failed and what flaked, failures first', () => {
    const tests = [
      at({ id: 'AC1' }),
      at({ id: 'AC7', outcome: 'flaky', earlier: ['Error: no answer'] }),
      at({ id: 'AC6', outcome: 'unexpected', errors: ['PATCH /users/me: expected 403, got 200\n  body: {}'] }),
      at({ id: 'AC4', outcome: 'skipped' }),
    ];

    expect(annotationsOf(tests, workspace, false)).toEqual([
      {
        level: 'error',
        title: 'AC6 a capture-only key may not update the profile',
        message: 'PATCH /users/me: expected 403, got 200\n  body: {}',
        file: 'tests/smoke/a.spec.ts',
        line: 7,
      },
      {
        level: 'warning',
        title: 'AC7 a revoked key is refused',
        message: 'passed on a retry only; before:\nno answer',
        file: 'tests/smoke/a.spec.ts',
        line: 7,
      },
    ]);
    expect(annotationsOf(tests, workspace, true).map(({ level }) => level)).toEqual(['error', 'error']);
  });

  test('have no line where the file is not in the workspace', () => {
    const [annotation] = annotationsOf([at({ outcome: 'unexpected' }, '../elsewhere/a.spec.ts')], workspace, false);

    expect(annotation).not.toHaveProperty('file');
    expect(annotation).not.toHaveProperty('line');
  });

  test('are as many as GitHub shows, with a word about the others', () => {
    const many = (count: number): Annotation[] =>
      Array.from({ length: count }, (_, index) => ({
        level: 'error',
        title: `AC${Math.ceil((index + 1) / 2)}`,
        message: '',
      }));

    expect(mostOf(many(10))).toHaveLength(10);
    expect(mostOf(many(13))).toHaveLength(11);
    expect(mostOf(many(13)).at(-1)).toEqual({
      level: 'notice',
      title: 'api-smoke',
      message: '3 more failed or flaked, which GitHub would not show here; the job summary has them: AC6, AC7',
    });
  });

  test('are escaped as workflow commands want it', () => {
    expect(
      command({ level: 'error', title: 'AC1: a, 100%', message: '50%:\r\n  a, b', file: 'a:b,c.ts', line: 3 }),
    ).toBe('::error file=a%3Ab%2Cc.ts,line=3,title=AC1%3A a%2C 100%25::50%25:%0D%0A  a, b\n');
    expect(command({ level: 'notice', title: 'x', message: '::warning::no' })).toBe(
      '::notice title=x::::warning::no\n',
    );
  });
});

test.describe('the job summary', () => {
  const about = {
    target: 'https://api.example.com/prod',
    sum: '1/2 scenarios passed',
    errors: [],
    causes: '',
    artifacts: undefined,
  };

  test('has the table, the reasons, and the way to the report', () => {
    const rows = rowsOf([
      testOf({ id: 'AC1', exchanges: [{ status: 200, judged: true }] }),
      testOf({ id: 'AC6', outcome: 'unexpected', errors: ['expected 403, got 200\n\n  body: {"a":"<b>&|"}'] }),
      testOf({ id: 'AC7', outcome: 'flaky', earlier: ['no answer'] }),
    ]);

    const causes = '\nLikely: it rains\n  Next: <wait>\n';
    expect(summary(rows, { ...about, causes, artifacts: 'https://github.com/o/r/actions/runs/1#artifacts' }))
      .toBe(`### api-smoke: 1/2 scenarios passed

Target: <code>https://api.example.com/prod</code>

| | id | scenario | status | time |
|---|---|---|---|---:|
| ✅ PASS | AC1 | a valid JWT reads its profile | 200 | 10 ms |
| ❌ FAIL | AC6 | a capture-only key may not update the profile | - | 10 ms |
| ⚠️ FLAKY | AC7 | a revoked key is refused | - | 20 ms |

<pre>Likely: it rains
  Next: &lt;wait&gt;</pre>

<details open><summary>FAIL AC6 a capture-only key may not update the profile</summary>

<pre>expected 403, got 200

  body: {"a":"&lt;b&gt;&amp;|"}</pre>

</details>

<details><summary>FLAKY AC7 a revoked key is refused</summary>

<pre>no answer</pre>

</details>

[The report is among the artifacts of this run](https://github.com/o/r/actions/runs/1#artifacts)

`);
  });

  test('tells why nothing ran', () => {
    const errors = ['SMOKE_TEST_API_URL is required'];

    expect(summary([], { ...about, target: 'no target', sum: 'no scenario ran', errors })).toBe(
      '### api-smoke: no scenario ran\n\nTarget: <code>no target</code>\n\n<pre>SMOKE_TEST_API_URL is required</pre>\n\n',
    );
  });

  test('shows as it is what Markdown would read', () => {
    expect(summary([], { ...about, sum: 'a | b <i> *c* `d` _e_' })).toContain(
      '### api-smoke: a \\| b &lt;i&gt; \\*c\\* \\`d\\` \\_e\\_\n',
    );
  });
});

test('the page of the artifacts, where GitHub says which run this is', () => {
  const named = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'o/r', GITHUB_RUN_ID: '42' };

  expect(artifactsPage(named)).toBe('https://github.com/o/r/actions/runs/42#artifacts');
  expect(artifactsPage({ ...named, GITHUB_RUN_ID: '' })).toBeUndefined();
});

test.describe('a run on GitHub Actions', () => {
  const token = tokenOf({
    iss: 'https://calm-owl-1.clerk.accounts.dev',
    sub: 'user_1',
    exp: secondsFrom(new Date(), 3600),
  });
  const broken: Reply = { status: 502, headers: ids, json: { message: 'no' } };
  const variables = (folder: string) => ({
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: project,
    GITHUB_STEP_SUMMARY: `${folder}/summary.md`,
    SMOKE_TEST_CLERK_JWT: token,
  });

  test('annotates, and adds to the summary', async ({ serve }, testInfo) => {
    writeFileSync(testInfo.outputPath('summary.md'), 'what another step has written\n');
    const { origin } = await serve(() => broken);
    const { stdout, exitCode } = await smoke(
      testInfo,
      { ...variables(testInfo.outputDir), SMOKE_TEST_API_URL: origin },
      ['--grep', String.raw`@AC[13]\b`],
    );

    expect(stdout.match(/^::.*$/gm)).toEqual([
      expect.stringMatching(
        /^::error file=tests\/smoke\/profile\.spec\.ts,line=\d+,title=AC1 a valid JWT reads its profile::GET \/users\/me as jwt: /,
      ),
      expect.stringMatching(
        /^::error file=tests\/smoke\/profile\.spec\.ts,line=\d+,title=AC3 no credentials%3A the gateway refuses::GET \/users\/me as anonymous: expected 401 .*%0A/,
      ),
    ]);
    const written = readFileSync(testInfo.outputPath('summary.md'), 'utf8');
    expect(written).toMatch(/^what another step has written\n### api-smoke: 0\/2 scenarios passed in /);
    expect(written).toContain(`Target: <code>${origin}</code>`);
    expect(`${written}${stdout}`).not.toContain(token);
    expect(exitCode).toBe(1);
  });

  test('that did not begin tells why', async ({}, testInfo) => {
    const { stdout } = await smoke(testInfo, { ...variables(testInfo.outputDir), SMOKE_TEST_API_URL: 'nowhere' });

    expect(stdout).toBe(
      '::error title=api-smoke::SMOKE_TEST_API_URL: "nowhere" is no URL: give https://…, or "local" for the embedded deployment\n',
    );
    expect(readFileSync(testInfo.outputPath('summary.md'), 'utf8')).toContain('### api-smoke: no scenario ran\n');
  });
});
