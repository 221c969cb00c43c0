import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChannels, type Leaks, type Plan } from '../tests/self/secrets/run-channels';

// What keeping secrets out costs: the time of a run with trace on and every built-in reporter, with placeholders and net and
// without, turn about. `npm run bench:redaction`.

const ROUNDS = 5;
const plans: { name: string; plan: Plan }[] = [
  { name: 'neither', plan: { mechanism: 'off', net: 'off' } },
  { name: 'placeholders', plan: { mechanism: 'on', net: 'off' } },
  { name: 'placeholders and net', plan: { mechanism: 'on', net: 'on' } },
];

async function once(plan: Plan): Promise<Leaks> {
  const folder = mkdtempSync(join(tmpdir(), 'api-smoke-bench-'));
  try {
    return await runChannels(folder, plan);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const results = new Map<string, Leaks[]>();
for (let round = 0; round < ROUNDS; round += 1) {
  for (const { name, plan } of plans) results.set(name, [...(results.get(name) ?? []), await once(plan)]);
}

for (const [name, runs] of results) {
  const seconds = runs.map((run) => run.seconds).sort((a, b) => a - b);
  const [first] = runs;
  const median = seconds[Math.floor(seconds.length / 2)] ?? 0;
  process.stdout.write(
    `${name.padEnd(22)} ${median.toFixed(2)} s (${seconds[0]?.toFixed(2) ?? ''} to ${seconds.at(-1)?.toFixed(2) ?? ''}), ${first?.channels.length ?? 0} of 18 channels leak, ${first?.files ?? 0} files, ${first?.bytes ?? 0} bytes\n`,
  );
}
