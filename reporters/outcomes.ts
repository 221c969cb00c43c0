import { stripVTControlCharacters } from 'node:util';
import type { TestCase } from '@playwright/test/reporter';
import { scenarioIds, scenarios, type ScenarioId } from '../contract';
import { HISTORY_NOTES } from './history/course';
import { durationOf, outlineOf } from './outline';

export type Verdict = 'PASS' | 'FAIL' | 'SKIP' | 'FLAKY';

/** One row of the results table: a scenario, over all its tests. */
export interface Row {
  verdict: Verdict;
  id: ScenarioId;
  name: string;
  /** The statuses that were judged, without repetition. */
  statuses: number[];
  durationMs: number;
  /** Why it failed, flaked or was skipped: one entry for each test and reason, of one or more lines. */
  reasons: string[];
}

/** What the table reads of a test. */
export type TestLike = Pick<TestCase, 'title' | 'tags' | 'results' | 'annotations' | 'outcome'>;

/** What has to run (`SMOKE_TEST_REQUIRE`), and whether other runs have what this one has no tests of. */
export interface Requirement {
  required: ReadonlySet<ScenarioId>;
  part: boolean;
}

/**
 * A row for each scenario that the run had tests of, in the catalogue's order. What is required and was skipped has failed, and has
 * a row even where no test of it was selected.
 */
export function rowsOf(
  tests: readonly TestLike[],
  { required, part }: Requirement = { required: new Set(), part: false },
): Row[] {
  return scenarioIds.flatMap((id) => {
    const own = tests.filter(({ tags }) => tags.includes(`@${id}`));
    if (own.length === 0) return part || !required.has(id) ? [] : [missingRow(id)];
    const row = rowOf(id, own);
    return [row.verdict === 'SKIP' && required.has(id) ? asFailed(row) : row];
  });
}

/** The tests of what is required, and was skipped. */
export function skippedThough<T extends TestLike>(required: ReadonlySet<ScenarioId>, tests: readonly T[]): T[] {
  return [...required].flatMap((id) => {
    const own = tests.filter(({ tags }) => tags.includes(`@${id}`));
    return own.every((test) => test.outcome() === 'skipped') ? own : [];
  });
}

const REQUIRED = 'required by SMOKE_TEST_REQUIRE, but';

function asFailed(row: Row): Row {
  return { ...row, verdict: 'FAIL', reasons: row.reasons.map((reason) => `${REQUIRED} skipped: ${reason}`) };
}

function missingRow(id: ScenarioId): Row {
  const reasons = [`${REQUIRED} this run has no test of it: was it left out by --grep?`];
  return { verdict: 'FAIL', id, name: scenarios[id], statuses: [], durationMs: 0, reasons };
}

function rowOf(id: ScenarioId, tests: readonly TestLike[]): Row {
  const verdict = verdictOf(tests.map((test) => test.outcome()));
  const results = tests.flatMap((test) => test.results);
  return {
    verdict,
    id,
    name: scenarios[id],
    statuses: [...new Set(tests.flatMap(statusesOf))],
    durationMs: results.reduce((sum, result) => sum + durationOf(result), 0),
    reasons: [...new Set(tests.flatMap((test) => reasonsOf(test, tests.length > 1)))],
  };
}

/** A scenario passes when all of its tests do; one that was skipped in part says so by its reason. */
function verdictOf(outcomes: readonly ReturnType<TestCase['outcome']>[]): Verdict {
  if (outcomes.includes('unexpected')) return 'FAIL';
  if (outcomes.includes('flaky')) return 'FLAKY';
  return outcomes.every((outcome) => outcome === 'skipped') ? 'SKIP' : 'PASS';
}

function reasonsOf(test: TestLike, titled: boolean): string[] {
  const reasons = untitledReasonsOf(test);
  // Most messages begin with the request, and a route's test is named after it.
  return reasons.map((reason) => (titled && !reason.startsWith(test.title) ? `${test.title}: ${reason}` : reason));
}

/** In a report that is merged, a test has what other reporters say of it. */
const NO_REASONS: readonly string[] = ['skip', ...Object.values(HISTORY_NOTES)];

/** Why a test failed, flaked or was skipped. */
export function untitledReasonsOf(test: TestLike): string[] {
  switch (test.outcome()) {
    case 'expected':
      return test.annotations
        .filter(({ type, description }) => !NO_REASONS.includes(type) && description !== undefined)
        .map(described);
    case 'skipped':
      return [
        test.annotations
          .filter(({ type }) => type === 'skip')
          .map(described)
          .join('; ') || 'did not run',
      ];
    default: {
      // The first attempt met the cause; the later ones may have met its consequences.
      const failed = test.results.find(({ status }) => status !== 'passed' && status !== 'skipped');
      const messages = (failed?.errors ?? []).map(({ message, value }) => plain(message ?? value ?? ''));
      return [messages.join('\n') || (failed?.status ?? 'did not run')];
    }
  }
}

function described({ type, description }: { type: string; description?: string }): string {
  return type === 'skip' ? (description ?? 'skipped') : `${type}: ${description ?? ''}`;
}

function plain(message: string): string {
  return stripVTControlCharacters(message)
    .replace(/^(\w*Error): /, '')
    .trim();
}

function statusesOf(test: TestLike): number[] {
  return outlineOf(test.results.at(-1)).flatMap(({ judged, status }) =>
    judged && status !== undefined ? [status] : [],
  );
}
