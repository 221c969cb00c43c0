import type { TestResult } from '@playwright/test/reporter';
import { OUTLINE, type OutlineEntry } from '../../../fixtures/client/exchange';
import type { TestLike } from '../../../reporters/outcomes';

export interface Told {
  title?: string;
  id?: string;
  outcome?: ReturnType<TestLike['outcome']>;
  /** What its exchanges were, for the status column. */
  exchanges?: OutlineEntry[];
  durationMs?: number;
  /** The messages that it failed with. */
  errors?: string[];
  /** Its attempts before the last one failed with these messages. */
  earlier?: string[];
  annotations?: { type: string; description?: string }[];
}

/** A test as reporters see it when the run is over. */
export function testOf(told: Told): TestLike {
  const { title = 'a test', id = 'AC1', outcome = 'expected', errors = [], earlier = [], annotations = [] } = told;
  const status = ({ expected: 'passed', flaky: 'passed', unexpected: 'failed', skipped: 'skipped' } as const)[outcome];
  const last = resultOf(earlier.length, status, errors, told);
  const results = [...earlier.map((message, retry) => resultOf(retry, 'failed', [message], told)), last];
  return { title, tags: [`@${id}`], results, annotations, outcome: () => outcome };
}

function resultOf(retry: number, status: TestResult['status'], errors: string[], told: Told): TestResult {
  const { exchanges = [], durationMs = 10 } = told;
  const body = Buffer.from(JSON.stringify(exchanges));
  return {
    status,
    retry,
    errors: errors.map((message) => ({ message })),
    duration: durationMs,
    attachments: [{ name: OUTLINE, contentType: 'application/json', body }],
    annotations: [],
    parallelIndex: 0,
    workerIndex: 0,
    startTime: new Date(0),
    stderr: [],
    stdout: [],
    steps: [],
  };
}
