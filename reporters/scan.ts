import { readEnvironment, secretsOf } from '../fixtures/settings';
import { scan } from '../redaction/scan';

// `npm run scan -- <dir>`: exit code 1 when something was found, or can't be scanned.

try {
  const { environment } = readEnvironment(process.env, process.cwd());
  const { lines, clean } = scan(process.argv.slice(2), process.cwd(), secretsOf(environment));
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = clean ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
