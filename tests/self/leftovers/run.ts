import { parseArgs } from 'node:util';
import { killAndRunAgain } from './kill';
import { beside, total, type Left } from './left';
import { runTwoAtOnce } from './pairs';
import type { Run } from '../support/smoke-run';

// npm run proof:leftovers [-- --kills 50 --pairs 10 --jobs 2]: kills runs at random instants, and lets two run at once, and
// shows what is left.

/** A run takes about as long; the last instants meet its tear-down. */
const LONGEST_MS = 6_000;

const option = (standard: string) => ({ type: 'string', default: standard }) as const;
const { values } = parseArgs({ options: { kills: option('50'), pairs: option('10'), jobs: option('2') } });
const [kills, pairs, jobs] = [values.kills, values.pairs, values.jobs].map(Number) as [number, number, number];
const startedAt = performance.now();
let bad = 0;

const killed = await inJobs(kills, async (number, folder, deployment) => {
  const afterMs = Math.random() * LONGEST_MS;
  const { who, leftAtOnce, leftAfterwards, normal } = await killAndRunAgain(
    ...([folder, deployment, number % 3 === 0 ? 'worker' : 'runner', afterMs] as const),
  );
  tell(`kill ${number}: ${who} after ${Math.round(afterMs)} ms; left at once: ${shown(leftAtOnce)}`, leftAfterwards, [
    normal,
  ]);
  return total(leftAtOnce) > 0;
});
const paired = await inJobs(pairs, async (number, folder, deployment) => {
  const apart = number % 2 === 0;
  const { runs, left } = await runTwoAtOnce(folder, deployment, apart);
  tell(`pair ${number}: two at once in ${apart ? 'folders of their own' : 'one folder'}`, left, runs);
});
const seconds = Math.round((performance.now() - startedAt) / 1000);
process.stdout.write(
  `${killed.length} runs killed, of which ${killed.filter(Boolean).length} left something at once; ${paired.length} pairs at once; ${bad} not green or with something left in the end, in ${seconds} s\n`,
);
process.exitCode = bad === 0 && killed.length === kills && paired.length === pairs ? 0 : 1;

/** One after the other in each job, against a deployment and in a folder of its own: what is left is the next one's to find. */
async function inJobs<T>(
  times: number,
  task: (number: number, ...place: Parameters<Parameters<typeof beside>[0]>) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const job = (): Promise<void> =>
    beside(async (...place) => {
      while (next < times) results.push(await task((next += 1), ...place));
    });
  await Promise.all(Array.from({ length: Math.min(jobs, times) }, job));
  return results;
}

function tell(what: string, left: Left, runs: readonly Run[]): void {
  const failed = runs.filter(({ exitCode }) => exitCode !== 0);
  if (failed.length > 0 || total(left) > 0) bad += 1;
  const summaries = runs.map(({ stdout }) => /^.*scenarios passed.*$/m.exec(stdout)?.[0] ?? 'no summary');
  process.stdout.write(`${[what, `left in the end: ${shown(left)}`, ...summaries].join('; ')}\n`);
  for (const { stdout, stderr } of failed) process.stdout.write(`${stdout}${stderr}`);
}

function shown({ apiKeys, sessions, profilesChanged }: Left): string {
  return `${apiKeys} keys, ${sessions} sessions, ${profilesChanged} names`;
}
