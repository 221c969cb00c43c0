import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { z } from '../contract/zod';
import { SHARDS } from '../reporters/merge/shard-blobs';
import { runPlaywright } from '../reporters/playwright';
import { readEnvironment, secretsOf } from '../fixtures/settings';
import { scan } from '../redaction/scan';
import { escapedData } from '../reporters/github';

// `npm run smoke:ci -- <parameters of playwright test>`: a run whose secrets are in AWS's parameter store. Those below the path that
// SMOKE_PARAMETERS names are variables of this process, and of no other step of the job; so it is here that what the run has left
// can be searched for them.

const OUTPUTS = ['test-results', 'playwright-report'];

const answer = z.object({ Parameters: z.array(z.object({ Name: z.string(), Value: z.string() })) });

class ParametersError extends Error {}

/** The parameters below a path, by the last part of their names. */
function parametersBelow(path: string): Record<string, string> {
  const command = ['ssm', 'get-parameters-by-path', '--path', path, '--with-decryption', '--output', 'json'];
  const { status, stdout, error } = spawnSync('aws', command, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const fail = (reason: string): never => {
    throw new ParametersError(`SMOKE_PARAMETERS: ${reason}`);
  };
  if (error !== undefined) fail(`the command aws can't be run: ${error.message}`);
  if (status !== 0) fail(`${path} can't be read: aws ended with ${status ?? 'a signal'} (see above)`);
  const parsed = answer.safeParse(json(stdout));
  if (!parsed.success) return fail(`aws has given no list of parameters for ${path}`);
  const { Parameters: found } = parsed.data;
  if (found.length === 0) fail(`there is no parameter below ${path}`);
  const named = found.map(({ Name, Value }) => [Name.split('/').at(-1) ?? '', Value.replace(/\r?\n$/, '')] as const);
  const strange = named.map(([name]) => name).filter((name) => !/^[A-Z][A-Z0-9_]*$/.test(name));
  if (strange.length > 0)
    fail(`${strange.join(', ')} below ${path} can't be a variable: name it in capitals, after its variable`);
  return Object.fromEntries(named);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** GitHub's runner masks by lines. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands */
function masked(secrets: readonly string[]): string {
  const lines = secrets.flatMap((secret) => secret.split(/\r?\n/)).filter((line) => line.trim() !== '');
  return lines.map((line) => `::add-mask::${escapedData(line)}\n`).join('');
}

async function main(parameters: string[]): Promise<number> {
  const path = process.env.SMOKE_PARAMETERS;
  const found = path === undefined || path === '' ? {} : parametersBelow(path);
  if (process.env.GITHUB_ACTIONS) process.stdout.write(masked(Object.values(found)));
  Object.assign(process.env, found);
  const exitCode = await runPlaywright(['test', ...parameters], process.env, 'all');
  const { environment } = readEnvironment(process.env, process.cwd());
  const others = Object.entries(found)
    .filter(([name]) => name.startsWith('JWT_SECRET'))
    .map(([name, secret]) => ({ secret, placeholder: `[${name}]` }));
  const left = OUTPUTS.filter((folder) => existsSync(folder));
  if (left.length === 0) return exitCode;
  const { lines, clean } = scan(left, process.cwd(), [...secretsOf(environment), ...others]);
  if (clean) return exitCode;
  rmSync(SHARDS, { recursive: true, force: true });
  process.stderr.write(`${lines.join('\n')}\nWhat this run has left must not be passed on.\n`);
  return 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof ParametersError ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
