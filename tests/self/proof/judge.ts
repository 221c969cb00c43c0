import type { Row } from '../../../reporters/outcomes';
import { scenariosIn, type Case } from './case';
import { goldenText } from './golden';
import type { Outcome } from './outcome';

export type Mark =
  | 'refused as it must'
  | 'failed as it must'
  | 'failed though it must not'
  | 'passed though it must not'
  | 'passed'
  | 'left out as it must'
  | 'did not run';

/** What a case came to: a mark for each scenario, and one line for everything that is not as it must be. */
export interface Judgement {
  case: Case;
  marks: Map<string, Mark>;
  deviations: string[];
}

/** What a failure has to say: what was expected, what came instead, and who said so. */
const explained =
  /expected .+ got .+ from (the gateway|the integration|something before the gateway|the operator channel|the synthetic authenticator|an undetermined layer|the handshake|the socket|the sources)|no answer: /s;

/**
 * Compares a run with what the catalogue demands: exactly the named scenarios fail, all others pass, and each failure
 * says what was expected and what came, as it did when its golden text was stored.
 */
export function judge(
  one: Case,
  outcome: Outcome,
  golden: string | undefined,
  ids: readonly string[] = scenariosIn(one),
): Judgement {
  const marks = new Map(
    ids.map((id) => [
      id,
      markOf(
        one,
        outcome.rows.find((row) => row.id === id),
        id,
      ),
    ]),
  );
  const deviations = [
    // What can't be removed under a fault is told beside the table; what ends a run before it begins must be meant to.
    ...(one.kind !== 'fault' || (outcome.rows.length === 0 && one.refusedOver === undefined) ? outcome.errors : []),
    ...refusalDeviations(one, outcome),
    ...[...marks].filter(([, mark]) => isDeviation(mark)).map(([id, mark]) => `${id} ${mark}`),
    ...flakeDeviations(one, outcome),
    ...tellingDeviations(one, outcome),
    ...outcome.rows.flatMap(unexplained),
  ];
  if (one.kind === 'fault' && golden !== undefined && golden !== goldenText(outcome)) {
    deviations.push('the messages are not those of its golden file (npm run proof -- --update stores them anew)');
  }
  return { case: one, marks, deviations };
}

function markOf({ fails, refusedOver }: Case, row: Row | undefined, id: string): Mark {
  if (row === undefined && refusedOver !== undefined) return 'refused as it must';
  if (row?.verdict === 'SKIP' && isLeftOut(row, fails)) return 'left out as it must';
  if (row === undefined || row.verdict === 'SKIP') return 'did not run';
  const failed = row.verdict === 'FAIL';
  if (fails.includes(id)) return failed ? 'failed as it must' : 'passed though it must not';
  return failed ? 'failed though it must not' : 'passed';
}

/** Over a step before it, which must fail. */
function isLeftOut({ reasons }: Row, fails: readonly string[]): boolean {
  return reasons.length > 0 && reasons.every((reason) => fails.some((id) => reason.endsWith(`${id} did not pass`)));
}

function isDeviation(mark: Mark): boolean {
  return mark !== 'passed' && !mark.endsWith('as it must');
}

/** One line for the run as a whole, which names the variable and says more than that. */
function refusalDeviations({ refusedOver }: Case, { rows, errors }: Outcome): string[] {
  if (refusedOver === undefined) return [];
  if (rows.length > 0) return ['the run went on, though nothing could pass'];
  const [line = '', ...others] = errors.flatMap((error) => error.replace(/^Error: /, '').split('\n'));
  const told = others.length === 0 && line.startsWith(refusedOver) && line.length > refusedOver.length + 20;
  return told ? [] : [`ended without one line about ${refusedOver}: ${[line, ...others].join(' / ')}`];
}

function tellingDeviations({ told }: Case, { errors }: Outcome): string[] {
  const said = told === undefined || errors.some((error) => error.includes(told));
  return said ? [] : [`the run does not say in the end: ${told}`];
}

function flakeDeviations({ flaky }: Case, { rows }: Outcome): string[] {
  const flaked = rows.filter(({ verdict }) => verdict === 'FLAKY').map(({ id }) => id);
  if (flaky) return flaked.length === 0 ? ['nothing was reported as flaky'] : [];
  return flaked.map((id) => `${id} passed only on a retry`);
}

function unexplained({ id, verdict, reasons }: Row): string[] {
  if (verdict !== 'FAIL') return [];
  return reasons
    .filter((reason) => !explained.test(reason))
    .map((reason) => `${id} does not say what was expected and who answered what: ${reason.split('\n')[0] ?? ''}`);
}
