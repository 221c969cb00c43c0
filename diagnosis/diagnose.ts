import type { ScenarioId } from '../contract';
import type { Entry, Where } from './entry';
import { findingsOf, type Finding, type Told } from './finding';
import { literal } from './literal';
import { matches } from './match';
import { legendOf, placeOf, type Known } from './place';

/** What a run's failures are likely to come from. */
export interface Diagnosis {
  id: string;
  cause: string;
  /** The failed scenarios that it explains. */
  explains: ScenarioId[];
  /** How many findings these are. */
  findings: number;
  next: string[];
  command?: string | undefined;
  /** What the command's placeholders stand for. */
  legend?: string | undefined;
}

/** One cause, and what it explains of what nothing before it has. */
interface Candidate {
  entry: Entry;
  explained: Finding[];
}

/** The id of what a failed scenario says itself: its `likely cause:` and `try:`. */
export const SAID = 'said-by-the-scenario';

/**
 * The likely causes of a run's failures, that of most of them first: each time the entry that explains the most scenarios of those
 * that are left, of two alike the one that comes first in the table.
 * @param knownOf what is known of a finding's request beyond its message
 */
export function diagnose(
  rows: readonly Told[],
  table: readonly Entry[],
  knownOf: (finding: Finding) => Known = () => ({}),
): Diagnosis[] {
  const failed = rows.filter(({ verdict }) => verdict === 'FAIL');
  const findings = failed.flatMap(findingsOf);
  const isAfter = (finding: Finding): boolean => causesOf(finding, rows).length > 0;
  let left = findings.filter((finding) => !isAfter(finding));
  const open = table.filter((entry) => applies(entry, rows, findings));
  const chosen: Candidate[] = [];
  const passes = [
    open.filter(({ own }) => own),
    open.filter(({ own, fallback }) => own === undefined && fallback === undefined),
    saidBy(left),
    open.filter(({ fallback }) => fallback),
  ];
  for (const entries of passes) {
    for (;;) {
      const best = bestOf(entries, left);
      if (best === undefined) break;
      chosen.push(best);
      left = left.filter((finding) => !best.explained.includes(finding));
    }
    // What is left of a scenario that is explained says no more about it than its cause did.
    left = left.filter(({ scenario }) => !chosen.some((one) => scenariosOf(one).includes(scenario)));
  }
  const certain = chosen.filter(({ entry }) => entry.fallback === undefined);
  const others = chosen.filter(({ entry }) => entry.fallback);
  return [...ranked(certain), ...ranked(others)].map((one) => told(one, consequencesOf(one, findings, rows), knownOf));
}

/** Whether the run as a whole is as the entry says. */
function applies(entry: Entry, rows: readonly Told[], findings: readonly Finding[]): boolean {
  const { failed = [], passed = [], seen, unseen } = entry;
  const has = (id: ScenarioId, verdict: Told['verdict']): boolean =>
    rows.some((row) => row.id === id && row.verdict === verdict);
  const is = (where: Where): boolean => findings.some((finding) => matches(where, finding));
  return (
    failed.every((id) => has(id, 'FAIL')) &&
    passed.every((id) => has(id, 'PASS')) &&
    (seen === undefined || is(seen)) &&
    (unseen === undefined || !is(unseen))
  );
}

/** Causes that the scenarios tell themselves, each once. */
function saidBy(findings: readonly Finding[]): Entry[] {
  const causes = new Map<string, Entry>();
  for (const { text } of findings) {
    const cause = /^\s*likely cause: (.+)$/m.exec(text)?.[1];
    const next = /^\s*try: (.+)$/m.exec(text)?.[1];
    if (cause === undefined || causes.has(cause)) continue;
    const where = { says: new RegExp(`likely cause: ${literal(cause)}$`, 'm') };
    causes.set(cause, { id: SAID, cause, next: next === undefined ? [] : [next], where });
  }
  return [...causes.values()];
}

function bestOf(entries: readonly Entry[], left: readonly Finding[]): Candidate | undefined {
  const candidates = entries
    .map((entry) => ({ entry, explained: left.filter((finding) => matches(entry.where, finding)) }))
    .filter(({ explained }) => explained.length > 0);
  return ranked(candidates)[0];
}

/** Sorting is stable: of two that explain as many, the one that came first stays first. */
function ranked(candidates: readonly Candidate[]): Candidate[] {
  return [...candidates].sort((a, b) => scenariosOf(b).length - scenariosOf(a).length);
}

function scenariosOf({ explained }: Pick<Candidate, 'explained'>): ScenarioId[] {
  return [...new Set(explained.map(({ scenario }) => scenario))];
}

/** What failed because something failed that this cause explains. */
function consequencesOf(one: Candidate, findings: readonly Finding[], rows: readonly Told[]): Finding[] {
  const own = scenariosOf(one);
  return findings.filter((finding) => causesOf(finding, rows).some((id) => own.includes(id)));
}

/** The failed scenarios that a finding says it comes after; of one that was left out, those that it was left out over. */
function causesOf({ after }: Finding, rows: readonly Told[]): ScenarioId[] {
  const behind = rows
    .filter(({ id, verdict }) => verdict === 'SKIP' && after.includes(id))
    .flatMap(({ reasons }) => reasons.join(' '));
  return rows.flatMap(({ id, verdict }) =>
    verdict === 'FAIL' && (after.includes(id) || behind.some((reason) => reason.includes(`${id} did not pass`)))
      ? [id]
      : [],
  );
}

function told(
  { entry, explained }: Candidate,
  later: readonly Finding[],
  knownOf: (finding: Finding) => Known,
): Diagnosis {
  const all = [...explained, ...later];
  const [first] = explained;
  const known = first === undefined ? {} : { ...readKnown(first), ...defined(knownOf(first)) };
  // Only what API Gateway has answered can be asked about in AWS.
  const inAws = explained.some(({ origin }) => origin === 'the gateway' || origin === 'the integration');
  const command = inAws ? entry.command?.(placeOf(known)) : undefined;
  return {
    id: entry.id,
    cause: filled(entry, explained),
    explains: scenariosOf({ explained: all }),
    findings: all.length,
    next: [...entry.next],
    command,
    legend: command === undefined ? undefined : legendOf(command),
  };
}

/** The ids are in the message itself. */
function readKnown({ text }: Finding): Known {
  const rest = /x-amzn-requestid: ([\w-]+)/.exec(text)?.[1];
  const http = /apigw-requestid: ([\w+/=-]+)/.exec(text)?.[1];
  if (rest === undefined && http !== undefined) return { requestId: http, kind: 'http-api' };
  return rest === undefined ? {} : { requestId: rest, kind: 'rest-api' };
}

function defined(known: Known): Known {
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
}

const MOST_NAMED = 3;

function filled({ cause, where }: Entry, explained: readonly Finding[]): string {
  const group = explained[0] === undefined ? undefined : where.says?.exec(explained[0].text)?.[1];
  return cause
    .replace('{requests}', listed(explained.map(({ request }) => request)))
    .replace('{tests}', listed(explained.map(({ test }) => test)))
    .replace('{statuses}', listed(explained.map(({ status }) => (status === undefined ? '' : String(status)))))
    .replace('{1}', group ?? 'something');
}

function listed(texts: readonly string[]): string {
  const distinct = [...new Set(texts.filter((text) => text !== ''))];
  const more = distinct.length - MOST_NAMED;
  return `${distinct.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
