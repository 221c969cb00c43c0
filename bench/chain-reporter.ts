import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import { SPANS, type Span } from '../fixtures/client/exchange';

/** A test's requests, as far as it told of them. */
export interface TestSpans {
  /** The titles of what it is in, and its own. */
  path: string[];
  spans: Pick<Span, 'at' | 'duration'>[];
}

/** What a run told. */
export interface Told {
  /** When the start-up was over, and the workers began to start: milliseconds since the epoch. */
  startedAtMs: number;
  tests: TestSpans[];
}

/** Writes down when each test sent what, for the computation of the longest chain. */
export default class ChainReporter implements Reporter {
  private startedAtMs = 0;
  private readonly tests: TestSpans[] = [];

  printsToStdio(): boolean {
    return false;
  }

  onBegin(): void {
    this.startedAtMs = Date.now();
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const attached = result.attachments.find(({ name }) => name === SPANS)?.body;
    const spans = attached === undefined ? [] : (JSON.parse(attached.toString()) as Span[]);
    this.tests.push({ path: test.titlePath(), spans });
  }

  onEnd(): void {
    const { startedAtMs, tests } = this;
    writeFileSync(process.env.BENCH_CHAIN_FILE ?? '', JSON.stringify({ startedAtMs, tests } satisfies Told));
  }
}
