import type { FullConfig, FullResult, Reporter, Suite, TestCase, TestError } from '@playwright/test/reporter';
import picocolors from 'picocolors';
import { isatty } from 'node:tty';
import { stripVTControlCharacters } from 'node:util';
import { announcement } from './announcement';
import { isPart } from '../fixtures/run-part';
import { runSettings } from '../fixtures/settings';
import { VERDICT } from '../fixtures/signup/verdict';
import { missingShards } from './merge/shard-blobs';
import { explainSkips } from './skips';
import { rowsOf, type Row, type Verdict } from './outcomes';

// picocolors takes CI for a terminal; a log file is none.
const colors = picocolors.createColors(picocolors.isColorSupported && isatty(process.stdout.fd));

const paint: Record<Verdict, (text: string) => string> = {
  PASS: colors.green,
  FAIL: colors.red,
  SKIP: colors.yellow,
  FLAKY: colors.yellow,
};

const MOST_LINES = 8;
const MOST_REASONS = 4;

/** Prints one row for each scenario when the run ends, and the count of those that passed. */
export default class TableReporter implements Reporter {
  private suite: Suite | undefined;
  private part = false;
  private readonly verdicts: string[] = [];
  private readonly merged: boolean;

  /** @param options `merged`: the tests were run by others, which have said what a run says first */
  constructor({ merged = false }: { merged?: boolean } = {}) {
    this.merged = merged;
  }

  printsToStdio(): boolean {
    return true;
  }

  onBegin(config: FullConfig, suite: Suite): void {
    this.suite = suite;
    this.part = isPart(config, process.env) || missingShards(process.env).length > 0;
    if (!this.merged) process.stdout.write(announcement(suite));
  }

  /** Of what workers print, what they say in the end of those who signed up; the rest is in the report. */
  onStdOut(chunk: string | Buffer): void {
    if (chunk.toString().startsWith(VERDICT)) this.verdicts.push(chunk.toString());
  }

  /** What no test is to blame for: bad settings, a deployment that can't be reached. */
  onError({ message, value }: TestError): void {
    process.stderr.write(`${textOf(message ?? value ?? 'unknown error')}\n`);
  }

  async onEnd({ status, duration }: FullResult): Promise<void> {
    const tests = this.suite?.allTests() ?? [];
    if (tests.length === 0) return;
    if (status === 'passed' && tests.every(({ results }) => results.length === 0)) {
      process.stdout.write(listing(tests));
      return;
    }
    explainSkips(tests);
    const { required, failOnFlaky } = runSettings();
    const rows = rowsOf(tests, { required, part: this.part });
    process.stdout.write(table(rows, duration / 1000));
    if (failOnFlaky && rows.some(({ verdict }) => verdict === 'FLAKY')) {
      process.stdout.write('What is flaky fails the run (SMOKE_TEST_FAIL_ON_FLAKY).\n');
    }
    if (rows.some(({ verdict }) => verdict === 'FAIL' || verdict === 'FLAKY')) {
      // All that is known of causes is loaded by those alone who look for one.
      const { annotateOwn, toldCauses } = await import('./causes');
      annotateOwn(tests);
      process.stdout.write(toldCauses(tests, colors.bold));
    }
    process.stdout.write(this.verdicts.join(''));
    if (status === 'interrupted') process.stdout.write('The run was interrupted.\n');
    if (status === 'timedout') process.stdout.write('The run took longer than its global time limit.\n');
  }
}

/** An error that no test is to blame for, as it is told. */
export function textOf(message: string): string {
  // Behind a clean-up that failed, Playwright lists every test of the worker.
  return stripVTControlCharacters(message)
    .replace(/^\w*Error: /, '')
    .replace(/\n+Failed worker ran[\s\S]*$/, '');
}

/** What `--list` shows: the tests that a run would have, by scenario. */
export function listing(tests: readonly Pick<TestCase, 'tags' | 'titlePath'>[]): string {
  const lines = tests.map(
    (test) => `${test.tags.join(' ').padEnd(5)} ${test.titlePath().filter(Boolean).slice(1).join(' › ')}\n`,
  );
  return [...lines, `${tests.length} tests\n`].join('');
}

/** The table as text. */
export function table(rows: readonly Row[], seconds: number): string {
  const nameWidth = Math.max(0, ...rows.map(({ name }) => name.length));
  const statusWidth = Math.max(0, ...rows.map((row) => statusText(row).length));
  const lines = rows.flatMap((row) => {
    const head = `${paint[row.verdict](`[${row.verdict}]`.padEnd(7))} ${row.id.padEnd(5)} ${row.name.padEnd(nameWidth)}`;
    const figures = `${statusText(row).padEnd(statusWidth)} ${String(Math.round(row.durationMs)).padStart(6)} ms`;
    return [`${head}  ${figures}`, ...reasonLines(row).map((line) => `        ${withoutCommand(line)}`)];
  });
  return `${[...lines, sumOf(rows, seconds)].join('\n')}\n`;
}

/** What a deployment has answered is no command to GitHub's runner, which looks behind blanks. */
function withoutCommand(line: string): string {
  return line.replace(/^(\s*)::/, '$1: :');
}

/** The line that sums up. Y of `X/Y` counts the scenarios that ran; skips and flakes are counted apart. */
export function sumOf(rows: readonly Row[], seconds: number): string {
  const count = (verdict: Verdict): number => rows.filter((row) => row.verdict === verdict).length;
  const passed = count('PASS') + count('FLAKY');
  const ran = rows.length - count('SKIP');
  return `${passed}/${ran} scenarios passed in ${seconds.toFixed(1)} s, ${count('SKIP')} skipped, ${count('FLAKY')} flaky`;
}

export function statusText({ statuses }: Row): string {
  return statuses.length === 0 ? '-' : statuses.join(' ');
}

/** The reasons, cut to what is read of a table. */
export function reasonLines({ reasons }: Row): string[] {
  const shown = reasons.slice(0, MOST_REASONS).flatMap(shortened);
  const more = reasons.length > MOST_REASONS ? [`and ${reasons.length - MOST_REASONS} more`] : [];
  return [...shown, ...more];
}

/** The lines of a reason, the most that are shown. */
export function shortened(reason: string): string[] {
  const [first = '', ...rest] = reason.split('\n');
  return [first, ...(rest.length >= MOST_LINES ? [...rest.slice(0, MOST_LINES - 2), '…'] : rest)];
}
