import { appendFileSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import type { FullConfig, FullResult, Reporter, Suite, TestCase, TestError } from '@playwright/test/reporter';
import { scenarioIds, scenarios } from '../contract';
import { isPart } from '../fixtures/run-part';
import { readEnvironment, runSettings } from '../fixtures/settings';
import { missingLine, missingShards } from './merge/shard-blobs';
import { rowsOf, untitledReasonsOf, type Row, type TestLike } from './outcomes';
import { toldCauses } from './causes';
import { explainSkips } from './skips';
import { reasonLines, shortened, statusText, sumOf, textOf } from './table';

// What GitHub Actions shows of a run: annotations on the lines of the specs, and a job summary.

/** GitHub shows ten annotations of a kind for a step, and drops the others. */
const MOST_ANNOTATIONS = 10;

export interface Annotation {
  level: 'error' | 'warning' | 'notice';
  title: string;
  message: string;
  /** Relative to the workspace. */
  file?: string;
  line?: number;
}

/** What the job summary has besides the rows. */
export interface About {
  target: string;
  /** The line that sums up, where scenarios ran. */
  sum: string;
  /** What no test is to blame for. */
  errors: readonly string[];
  /** What failures are likely to come from, as it is printed. */
  causes: string;
  /** The page with the run's artifacts. */
  artifacts: string | undefined;
}

export default class GitHub implements Reporter {
  private suite: Suite | undefined;
  private part = false;
  private readonly errors: string[] = [];
  private inShard = false;
  private readonly merged: boolean;

  /** @param options `merged`: the tests were run by shards, which have annotated what failed */
  constructor({ merged = false }: { merged?: boolean } = {}) {
    this.merged = merged;
  }

  printsToStdio(): boolean {
    return false;
  }

  onBegin(config: FullConfig, suite: Suite): void {
    this.suite = suite;
    this.part = isPart(config, process.env) || missingShards(process.env).length > 0;
    this.inShard = config.shard !== null;
  }

  onError({ message, value }: TestError): void {
    this.errors.push(textOf(message ?? value ?? 'unknown error'));
  }

  onEnd({ duration }: FullResult): void {
    const tests = this.suite?.allTests() ?? [];
    const ran = tests.some(({ results }) => results.length > 0);
    const missing = missingShards(process.env);
    // As with --list.
    if (!ran && this.errors.length === 0 && missing.length === 0) return;
    explainSkips(tests);
    const { required, failOnFlaky } = ran ? runSettings() : { required: new Set<never>(), failOnFlaky: false };
    const { GITHUB_WORKSPACE: workspace = process.cwd(), GITHUB_STEP_SUMMARY: summaryFile } = process.env;
    const annotations = [
      ...this.errors.map((message): Annotation => ({ level: 'error', title: 'api-smoke', message })),
      ...annotationsOf(tests, workspace, failOnFlaky),
    ];
    if (!this.merged) process.stdout.write(mostOf(annotations).map(command).join(''));
    // Who merges the shards has the summary of all of them.
    if (summaryFile === undefined || summaryFile === '' || this.inShard) return;
    const rows = ran ? rowsOf(tests, { required, part: this.part }) : [];
    const about = {
      target: readEnvironment(process.env, process.cwd()).environment.SMOKE_TEST_API_URL ?? 'no target',
      sum: ran ? sumOf(rows, duration / 1000) : 'no scenario ran',
      errors: [...(missing.length === 0 ? [] : [missingLine(missing)]), ...this.errors],
      causes: toldCauses(tests),
      artifacts: artifactsPage(process.env),
    };
    try {
      appendFileSync(summaryFile, summary(rows, about));
    } catch (error) {
      process.stderr.write(
        `GITHUB_STEP_SUMMARY could not be written: ${error instanceof Error ? error.message : String(error)}\n`,
      );
    }
  }
}

/** One for each test that failed or flaked; failures first. */
export function annotationsOf(
  tests: readonly (TestLike & Pick<TestCase, 'location'>)[],
  workspace: string,
  failOnFlaky: boolean,
): Annotation[] {
  const annotations = tests.flatMap((test): Annotation[] => {
    const outcome = test.outcome();
    if (outcome !== 'unexpected' && outcome !== 'flaky') return [];
    const id = scenarioIds.find((each) => test.tags.includes(`@${each}`));
    const lines = untitledReasonsOf(test).flatMap(shortened);
    return [
      {
        level: outcome === 'unexpected' || failOnFlaky ? 'error' : 'warning',
        title: id === undefined ? test.title : `${id} ${scenarios[id]}`,
        message: [...(outcome === 'flaky' ? ['passed on a retry only; before:'] : []), ...lines].join('\n'),
        ...placeOf(test.location, workspace),
      },
    ];
  });
  return [
    ...annotations.filter(({ level }) => level === 'error'),
    ...annotations.filter(({ level }) => level !== 'error'),
  ];
}

/** A file outside of the workspace has no line that GitHub could show. */
function placeOf({ file, line }: TestCase['location'], workspace: string): Pick<Annotation, 'file' | 'line'> {
  const path = relative(workspace, file);
  return path.startsWith('..') || isAbsolute(path) ? {} : { file: path.split(sep).join('/'), line };
}

/** As many as GitHub shows, and a word about the others. */
export function mostOf(annotations: readonly Annotation[]): Annotation[] {
  const others = annotations.slice(MOST_ANNOTATIONS);
  if (others.length === 0) return [...annotations];
  const titles = [...new Set(others.map(({ title }) => title))];
  const message = `${others.length} more failed or flaked, which GitHub would not show here; the job summary has them: ${titles.join(', ')}`;
  return [...annotations.slice(0, MOST_ANNOTATIONS), { level: 'notice', title: 'api-smoke', message }];
}

/**
 * A workflow command, escaped as GitHub's toolkit does (`@actions/core`, command.ts).
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function command({ level, title, message, file, line }: Annotation): string {
  const given = Object.entries({ file, line, title }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapedProperty(String(value))}`],
  );
  return `::${level} ${given.join(',')}::${escapedData(message)}\n`;
}

/** Whatever is in it: one line of a workflow command. */
export function escapedData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

const MARKS: Record<Row['verdict'], string> = { PASS: '✅', FAIL: '❌', SKIP: '⏭️', FLAKY: '⚠️' };

/** The job summary, in GitHub's Markdown. */
export function summary(rows: readonly Row[], { target, sum, errors, causes, artifacts }: About): string {
  const cells = rows.map((row) =>
    [`${MARKS[row.verdict]} ${row.verdict}`, row.id, row.name, statusText(row), `${Math.round(row.durationMs)} ms`].map(
      inCell,
    ),
  );
  return [
    `### api-smoke: ${inCell(sum)}`,
    '',
    `Target: <code>${inHtml(target)}</code>`,
    '',
    ...errors.flatMap((error) => [preformatted(error), '']),
    ...(cells.length === 0
      ? []
      : [
          '| | id | scenario | status | time |',
          '|---|---|---|---|---:|',
          ...cells.map((row) => `| ${row.join(' | ')} |`),
          '',
        ]),
    ...(causes === '' ? [] : [preformatted(causes.trim()), '']),
    ...rows.filter(({ reasons }) => reasons.length > 0).flatMap(details),
    ...(artifacts === undefined ? [] : [`[The report is among the artifacts of this run](${artifacts})`, '']),
    '',
  ].join('\n');
}

/** Open where something failed. */
function details(row: Row): string[] {
  const head = `<details${row.verdict === 'FAIL' ? ' open' : ''}><summary>${row.verdict} ${row.id} ${inHtml(row.name)}</summary>`;
  return [head, '', preformatted(reasonLines(row).join('\n')), '', '</details>', ''];
}

function preformatted(text: string): string {
  return `<pre>${inHtml(text)}</pre>`;
}

function inHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** As it is, whatever Markdown would make of it. */
function inCell(text: string): string {
  return inHtml(text.replace(/\s+/g, ' ')).replace(/[\\`*_[\]|]/g, '\\$&');
}

/** Undefined where GitHub doesn't say which run this is. */
export function artifactsPage({
  GITHUB_SERVER_URL: server,
  GITHUB_REPOSITORY: repository,
  GITHUB_RUN_ID: run,
}: NodeJS.ProcessEnv): string | undefined {
  return server && repository && run ? `${server}/${repository}/actions/runs/${run}#artifacts` : undefined;
}
