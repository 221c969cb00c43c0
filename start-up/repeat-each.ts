import { parseArgs } from 'node:util';

/** What `--repeat-each` says; Playwright applies it to its own configuration only after this has run. */
export function repeatEach(commandLine: string[]): number {
  const { values } = parseArgs({ args: commandLine, options: { 'repeat-each': { type: 'string' } }, strict: false });
  return Math.max(1, Number(values['repeat-each'] ?? 1) || 1);
}
