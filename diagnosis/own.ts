import type { ContractDiagnosis } from '../contract';
import type { Entry } from './entry';
import { literal } from './literal';
import type { Place } from './place';

/** The contract's own entries, in the form of the built-in ones. */
export function ownEntries(diagnoses: readonly ContractDiagnosis[]): Entry[] {
  return diagnoses.map(({ id, when, cause, next, command }) => ({
    id,
    own: true,
    cause,
    next,
    command: command === undefined ? undefined : (place: Place) => filled(command, place),
    where: {
      scenarios: when.scenarios,
      request: requestOf(when),
      identity: whole(when.identity),
      status: whole(when.status),
      code: whole(when.code),
      origin: when.layer,
      errorType: whole(when.errorType),
      says: when.says === undefined ? undefined : new RegExp(literal(when.says), 'i'),
    },
    failed: when.failed,
    passed: when.passed,
  }));
}

function requestOf({ method, path }: ContractDiagnosis['when']): RegExp | undefined {
  if (method === undefined && path === undefined) return undefined;
  return new RegExp(`^${method === undefined ? '[A-Z]+' : literal(method.toUpperCase())} ${literal(path ?? '/')}`);
}

function whole(value: string | number | undefined): RegExp | undefined {
  return value === undefined ? undefined : new RegExp(`^${literal(String(value))}$`);
}

function filled(command: string, { region, api, stage, request }: Place): string {
  return command
    .replaceAll('{region}', region)
    .replaceAll('{api}', api)
    .replaceAll('{stage}', stage)
    .replaceAll('{request}', request);
}
