import { mkdirSync, writeFileSync } from 'node:fs';
import type { Reporter } from '@playwright/test/reporter';

/** Prints and writes what it is given. */
export default class LeakyReporter implements Reporter {
  onEnd(): void {
    const leak = process.env.API_SMOKE_LEAK ?? '';
    process.stdout.write(`the reporter prints ${leak}\n`);
    mkdirSync('test-results', { recursive: true });
    writeFileSync('test-results/leaky.txt', `written:\n${leak}\n`);
  }
}
