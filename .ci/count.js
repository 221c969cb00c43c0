// Adds up the runs' own JUnit reports and prints the line that closes a CI run.
import { readFileSync } from 'node:fs';

const total = { tests: 0, failures: 0, errors: 0, skipped: 0 };
for (const file of process.argv.slice(2)) {
  const [root = ''] = /<testsuites[^>]*>/.exec(readFileSync(file, 'utf8')) ?? [];
  for (const name of Object.keys(total)) total[name] += Number(new RegExp(` ${name}="(\\d+)"`).exec(root)?.[1] ?? 0);
}
const failed = total.failures + total.errors;
const passed = total.tests - failed - total.skipped;
process.stdout.write(`${passed} passed, ${failed} failed, ${total.skipped} skipped\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
