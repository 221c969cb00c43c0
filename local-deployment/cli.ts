import { writeEnvironmentFile } from './environment-file';
import { catalogueFor } from './catalogue';
import { optionsOf, startDeployment } from './index';
import type { Deployment } from './index';
import { flagName, fromCommandLine, fromEnvironment, variableName } from './option-sources';
import { OptionsError, optionTexts, optionsSchema } from './options';

async function main(args: readonly string[]): Promise<void> {
  const commandLine = fromCommandLine(args);
  if (commandLine.help) {
    print(helpLines());
    return;
  }

  const stopped = stopSignal();
  const deployment = await startDeployment(
    await optionsOf({ ...fromEnvironment(process.env), ...commandLine.options }),
  );
  try {
    await serve(deployment, commandLine.settingsFile, stopped);
  } finally {
    await deployment.stop();
  }
}

async function serve(
  deployment: Deployment,
  settingsFile: string | undefined,
  stopped: Promise<unknown>,
): Promise<void> {
  const settings = Object.entries(deployment.settings).map(([name, value]) => `${name}=${value}`);
  const written = settingsFile === undefined ? undefined : await writeEnvironmentFile(settingsFile, settings);
  try {
    const where = settingsFile === undefined ? [] : [`The settings below are in ${settingsFile}, too.`];
    const running = [`The deployment runs at ${deployment.url} until Ctrl-C.`, ...(await conditions(deployment))];
    print([...running, ...where, '', ...settings, '']);
    await stopped;
    print(await account(deployment));
  } finally {
    await written?.remove();
  }
}

async function conditions({ options }: Deployment): Promise<string[]> {
  const { faults, weathers } = await catalogueFor(options);
  const fault = faults.find(({ name }) => name === options.fault);
  const weather = weathers.find(({ name }) => name === options.weather);
  return [
    ...(fault ? [`Its fault: ${fault.defect} ${fault.cause}`] : []),
    ...(weather ? [`Its weather: ${weather.condition}`] : []),
  ];
}

/** What was done here, and what of it is left. */
async function account(deployment: Deployment): Promise<string[]> {
  const { apiKeys, inviteCodes, profilesChanged, signUps, passkeys, ...others } = await deployment.count();
  const { progressEntries, sessionAccounts, posts } = others;
  const { sessionsCreated, sessionsRevoked, tokensMinted } = deployment.issued();
  const minted = Object.entries(tokensMinted).map(([identity, count]) => `${identity} ${count}`);
  return [
    `api keys left: ${apiKeys}, invite codes left: ${inviteCodes}, profiles changed: ${profilesChanged}`,
    `users left who signed up: ${signUps}, passkeys left: ${passkeys}, progress entries left: ${progressEntries}`,
    `accounts of the session service left: ${sessionAccounts}, posts left: ${posts}`,
    `sessions created: ${sessionsCreated}, revoked: ${sessionsRevoked}; tokens minted: ${minted.join(', ')}`,
  ];
}

function helpLines(): string[] {
  const rows = Object.entries(optionsSchema.shape).map(([option, schema]) => {
    const texts = optionTexts.get(schema);
    return [flagName(option), texts?.expects ?? '', texts?.help ?? '', variableName(option)] as const;
  });
  const widest = Math.max(...rows.map(([flag]) => flag.length));
  return [
    'npm run deployment -- [options]',
    '',
    'Runs the whole chain on 127.0.0.1 and prints its settings. Each option has a variable, too, which the flag overrides.',
    '',
    ...rows.map(([flag, expects, help, variable]) => `  ${flag.padEnd(widest)}  ${help}; ${expects} [${variable}]`),
    `  ${'--settings-file'.padEnd(widest)}  also write the settings to this file, readable by you only`,
    `  ${'--help'.padEnd(widest)}  show this`,
  ];
}

function stopSignal(): Promise<unknown> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve);
  });
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

function problem(error: unknown): string {
  if (error instanceof OptionsError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'The port is in use already. Choose another one with --port, or 0 for a free one';
  }
  return `The deployment could not run: ${error instanceof Error ? error.message : String(error)}`;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${problem(error)}\n`);
  process.exitCode = 1;
});
