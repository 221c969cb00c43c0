import { parseArgs } from 'node:util';
import { nearest } from './nearest';
import { OptionsError, optionNames } from './options';
import type { GivenOption } from './options';

/** latencyMs → LOCAL_LATENCY_MS */
export function variableName(option: string): string {
  return `LOCAL_${words(option).join('_').toUpperCase()}`;
}

/** latencyMs → --latency-ms */
export function flagName(option: string): string {
  return `--${words(option).join('-')}`;
}

function words(option: string): string[] {
  return option.split(/(?=[A-Z])/).map((word) => word.toLowerCase());
}

/** An empty variable counts as unset. */
export function fromEnvironment(environment: NodeJS.ProcessEnv): Record<string, GivenOption> {
  const given: Record<string, GivenOption> = {};
  for (const option of optionNames) {
    const source = variableName(option);
    const value = environment[source];
    if (value !== undefined && value !== '') given[option] = { source, value };
  }
  return given;
}

export interface CommandLine {
  readonly options: Record<string, GivenOption>;
  readonly help: boolean;
  readonly settingsFile: string | undefined;
}

/** Throws an OptionsError for what it does not know. */
export function fromCommandLine(args: readonly string[]): CommandLine {
  const options: Record<string, GivenOption> = {};
  let help = false;
  let settingsFile: string | undefined;
  for (const { name, value } of flags(args)) {
    const option = optionNames.find((candidate) => flagName(candidate) === name);
    if (name === '--help') help = true;
    else if (value === undefined) throw new OptionsError([`${name} needs a value`]);
    else if (name === '--settings-file') settingsFile = value;
    else if (option !== undefined) options[option] = { source: name, value };
  }
  return { options, help, settingsFile };
}

function flags(args: readonly string[]): { name: string; value: string | undefined }[] {
  const known = ['--help', '--settings-file', ...optionNames.map(flagName)];
  const taking = known.filter((name) => name !== '--help').map((name) => [name.slice(2), { type: 'string' }] as const);
  const { tokens } = parseArgs({
    args: [...args],
    options: { ...Object.fromEntries(taking), help: { type: 'boolean' } },
    strict: false,
    tokens: true,
  });
  return tokens.map((token) => {
    if (token.kind !== 'option') {
      const written = token.kind === 'positional' ? token.value : '--';
      throw new OptionsError([`${written} is no option. See --help`]);
    }
    if (!known.includes(token.rawName)) throw new OptionsError([unknownFlag(token.rawName, known)]);
    return { name: token.rawName, value: token.value };
  });
}

function unknownFlag(flag: string, known: readonly string[]): string {
  const near = nearest(flag, known);
  const hint = near === undefined ? `Options: ${known.join(', ')}` : `Did you mean ${near}?`;
  return `${flag} is no option. ${hint}`;
}
