import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const playwright = fileURLToPath(import.meta.resolve('@playwright/test/cli'));

/** Runs Playwright's command line in a process of its own; gives the exit code. */
export function runPlaywright(parameters: string[], env: NodeJS.ProcessEnv, shown: 'all' | 'errors'): Promise<number> {
  const stdout = shown === 'all' ? 'inherit' : 'ignore';
  const child = spawn(process.execPath, [playwright, ...parameters], { stdio: ['inherit', stdout, 'inherit'], env });
  // A terminal interrupts the child as well, and it is waited for; whoever else ends us, ends us alone.
  const pass = (): void => void child.kill('SIGTERM');
  const stay = (): void => {
    if (!process.stdin.isTTY) child.kill('SIGINT');
  };
  process.on('SIGTERM', pass).on('SIGINT', stay);
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => {
      process.off('SIGTERM', pass).off('SIGINT', stay);
      resolve(code ?? 1);
    });
  });
}

/** Where these are, by which several blobs become one report. */
export function configFor(what: 'retries' | 'shards'): string {
  return fileURLToPath(new URL(`./merge/${what}.config.ts`, import.meta.url));
}
