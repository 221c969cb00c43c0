import { isatty } from 'node:tty';
import type { FullConfig, Reporter, Suite, TestCase } from '@playwright/test/reporter';
import { scenarioIds } from '../contract';

/** Back to the line's start, and erase it (ECMA-48: CR, EL 2). */
const CLEAR = '\r\u001b[2K';

const USUAL_COLUMNS = 80;

/** Tells on a terminal, in one line that is rewritten, which test is running; in a log file, nothing. */
export default class Progress implements Reporter {
  private readonly shown = isatty(process.stdout.fd) && process.env.TERM !== 'dumb';
  private total = 0;
  private readonly begun = new Set<string>();
  private running = 0;

  printsToStdio(): boolean {
    return false;
  }

  onBegin(_config: FullConfig, suite: Suite): void {
    this.total = suite.allTests().length;
  }

  onTestBegin(test: TestCase): void {
    this.begun.add(test.id);
    this.running += 1;
    const line = progressLine(this.begun.size, this.total, test, process.stdout.columns || USUAL_COLUMNS);
    this.write(`${CLEAR}${line}`);
  }

  onTestEnd(): void {
    this.running -= 1;
    // What cleans up prints next.
    if (this.running === 0 && this.begun.size === this.total) this.write(CLEAR);
  }

  onError(): void {
    this.write(CLEAR);
  }

  onEnd(): void {
    this.write(CLEAR);
  }

  private write(text: string): void {
    if (this.shown && this.total > 0) process.stdout.write(text);
  }
}

/** `7/14 AC9 GET /items`, in one line of a terminal. */
export function progressLine(
  number: number,
  total: number,
  { tags, title }: Pick<TestCase, 'tags' | 'title'>,
  columns: number,
): string {
  const id = scenarioIds.find((each) => tags.includes(`@${each}`));
  const line = [`${number}/${total}`, ...(id === undefined ? [] : [id]), title].join(' ').replace(/\s+/g, ' ');
  // A line as wide as the terminal would begin another one, which is not erased.
  return line.length < columns ? line : `${line.slice(0, Math.max(0, columns - 2))}…`;
}
