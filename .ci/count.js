// Adds up the runs' own JUnit reports, names what failed, and prints the line that closes a CI run.
import { existsSync, readFileSync } from 'node:fs';

const files = process.argv.slice(2);
const missing = files.filter((file) => !existsSync(file));
const total = { tests: 0, failures: 0, errors: missing.length, skipped: 0 };
for (const file of files.filter((file) => !missing.includes(file))) {
  const report = readFileSync(file, 'utf8');
  const [root = ''] = /<testsuites[^>]*>/.exec(report) ?? [];
  for (const name of Object.keys(total)) total[name] += Number(new RegExp(` ${name}="(\\d+)"`).exec(root)?.[1] ?? 0);
  for (const test of report.split('<testcase ').slice(1)) {
    const [, message] = /<(?:failure|error)[^>]*>\s*<!\[CDATA\[([\s\S]*?)\]\]>/.exec(test) ?? [];
    if (message !== undefined) process.stderr.write(`FAILED ${message.slice(0, 2000)}\n`);
  }
}
const failed = total.failures + total.errors;
const passed = total.tests - total.failures - total.skipped;
for (const file of missing) process.stderr.write(`${file} is missing: that run ended before it could report\n`);
process.stdout.write(`${passed} passed, ${failed} failed, ${total.skipped} skipped\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
