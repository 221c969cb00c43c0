import { removeJournal, resumeIn } from '../fixtures/created/journal';
import { isOver, type RecordedRun, type Thing } from '../fixtures/created/record';
import { isOverByAge, readMark } from '../fixtures/mark';
import { protectedAs } from '../fixtures/protected-users';
import type { Found, Kind } from './kind';

/** What a sweep goes by. */
export interface Scope {
  /** All journals that there are. */
  runs: readonly RecordedRun[];
  /** The id of the run that sweeps, whose own things are left behind by now; undefined while it creates things. */
  ending?: string | undefined;
  /** The machine that sweeps, as journals name it. */
  here: string;
  /** The kinds of which that is looked for, too, which carries our mark and is in no journal: it may be another machine's. */
  byMark: readonly string[];
  /** Looks so among the things of all identities, and not only of that which creates them. */
  everybody?: boolean;
  /** Removes nothing, and tells what it would. */
  dryRun?: boolean;
  protectedUsers: readonly string[];
  nowMs: number;
}

/** What has become of one thing. */
export interface Swept {
  what: string;
  outcome: 'removed' | 'would be removed' | 'left alone' | 'may be left' | 'not removed' | 'not listed';
  reason?: string;
  /** Whether nobody knows if it is there. */
  unsure?: boolean;
}

interface Noted {
  run: RecordedRun;
  thing: Thing;
}

/** API Gateway answers within 29 s: what has been asked for is there by then, or never. */
const LONGEST_CREATION_MS = 35_000;

/**
 * Removes what runs have left behind: what a journal knows of, and what carries the mark of a run that must be over. All is
 * tried, whatever fails.
 */
export async function sweep(kinds: readonly Kind[], scope: Scope): Promise<Swept[]> {
  const swept = await Promise.all(kinds.map((kind) => sweepKind(kind, scope)));
  return swept.flat();
}

async function sweepKind(kind: Kind, scope: Scope): Promise<Swept[]> {
  const open: Noted[] = scope.runs
    .filter((run) => isLeftBehind(run, scope))
    .flatMap((run) => run.things.map((thing) => ({ run, thing })))
    .filter(({ run, thing }) => !thing.gone && thing.kind === kind.name && kind.covers(thing, run));
  const byMark = kind.marked && scope.byMark.includes(kind.name);
  if (open.length === 0 && !byMark) return [];
  const things = open.map(({ thing }) => thing);
  const known = open.flatMap(({ run, thing }) =>
    kind.removedById === true && run.run === scope.ending && scope.dryRun !== true ? foundById(thing) : [],
  );
  let listed = known;
  let unlisted: Swept[] = [];
  let looked = open;
  try {
    if (byMark || known.length < open.length) {
      const others = (await kind.list(things)).filter(({ id }) => !known.some((own) => own.id === id));
      listed = [...known, ...others];
    }
  } catch (error) {
    const reason = reasonOf(error);
    looked = open.filter(({ thing }) => known.some(({ id }) => id === thing.id));
    unlisted =
      things.length === 0
        ? [{ what: `${kind.spoken}s`, outcome: 'not listed', reason }]
        : open
            .filter((each) => !looked.includes(each))
            .map(({ thing }) => ({
              what: label(kind, thing, thing.owner.user),
              outcome: 'not removed',
              reason,
              unsure: true,
            }));
  }

  const ids = new Set(scope.runs.flatMap((run) => run.things.map(({ id }) => id)));
  const unknown = listed.filter(({ id }) => !ids.has(id));
  const taken = new Set<Thing>();
  const swept = await Promise.all(
    listed.map(async (found): Promise<Swept[]> => {
      const match = matchOf(found, kind, open, unknown);
      if (match !== undefined) taken.add(match.thing);
      const mark = found.name === undefined ? undefined : readMark(found.name);
      const what = label(kind, found, found.owner.id);
      if (kind.marked && mark === undefined) return match === undefined ? [] : [{ what, ...unmarked }];
      if (!kind.marked && match === undefined) return [];
      const live = mark !== undefined && !isLeftBehindMark(mark, scope);
      if (live || (match === undefined && !byMark))
        return live ? [{ what, outcome: 'left alone', reason: 'its run may not be over' }] : [];
      const entry = protectedAs(found.owner, scope.protectedUsers);
      if (entry !== undefined) {
        return [{ what, outcome: 'left alone', reason: `its user is named in SMOKE_PROTECTED_USERS (${entry})` }];
      }
      if (scope.dryRun === true) {
        const unsure = { outcome: 'not removed', reason: 'it could not be looked for', unsure: true } as const;
        return [found.unsure === true ? { what, ...unsure } : { what, outcome: 'would be removed' }];
      }
      const problem = await kind.remove(found, match?.thing).catch(reasonOf);
      if (problem !== undefined)
        return [{ what, outcome: 'not removed', reason: problem, ...(found.unsure === true && { unsure: true }) }];
      const back = kind.mayComeBack === true && match !== undefined && !isSettled(match.thing, kind, scope.nowMs);
      if (match !== undefined && !back) resumeIn(match.run.file, match.thing.ref).gone();
      return [{ what, outcome: 'removed' }];
    }),
  );

  const settled = looked.filter(({ thing }) => !taken.has(thing) && isSettled(thing, kind, scope.nowMs));
  const lost = settled.filter(({ thing }) => thing.id === undefined && kind.mayBeThere(thing, unknown));
  if (scope.dryRun !== true) for (const { run, thing } of settled) resumeIn(run.file, thing.ref).gone();
  return [
    ...unlisted,
    ...swept.flat(),
    ...lost.map(({ thing }) => ({ what: label(kind, thing, thing.owner.user), ...unknowable })),
  ];
}

/** What the run that ends knows as well as who has created it. */
function foundById({ id, name, owner }: Thing): Found[] {
  return id === undefined ? [] : [{ id, name, owner: { id: owner.user } }];
}

const unmarked = {
  outcome: 'may be left',
  reason: 'a journal has it, but its name does not carry our mark (apiKeys.nameField in the contract): look yourself',
} as const;

const unknowable = {
  outcome: 'may be left',
  reason: 'it was asked for, the answer never came, and nothing tells it from what others made: look yourself',
} as const;

/** Deletes the journals of runs that are over, and of which nothing is left. */
export function dropJournals(runs: readonly RecordedRun[], scope: Pick<Scope, 'here' | 'nowMs' | 'ending'>): void {
  for (const run of runs) {
    const embedded = run.local && (isOver(run, scope.here, scope.nowMs) || run.run === scope.ending);
    if (embedded || (isLeftBehind(run, scope) && run.things.every(({ gone }) => gone))) removeJournal(run.file);
  }
}

/** What was noted of something that is there: by its id, else if it is the only one that it could be. */
function matchOf(found: Found, kind: Kind, open: readonly Noted[], unknown: readonly Found[]): Noted | undefined {
  const recognised = open.filter(({ thing }) => kind.recognise(found, thing));
  const byId = recognised.find(({ thing }) => thing.id === found.id);
  if (byId !== undefined || !unknown.includes(found)) return byId;
  return recognised.find(
    ({ thing }) => thing.id === undefined && unknown.filter((other) => kind.recognise(other, thing)).length === 1,
  );
}

function isLeftBehind(run: RecordedRun, { here, nowMs, ending }: Pick<Scope, 'here' | 'nowMs' | 'ending'>): boolean {
  return run.run === ending || isOver(run, here, nowMs);
}

function isLeftBehindMark(mark: { run: string; startedAtMs: number }, scope: Scope): boolean {
  const known = scope.runs.filter(({ run }) => run === mark.run);
  return known.length === 0
    ? mark.run === scope.ending || isOverByAge(mark.startedAtMs, scope.nowMs)
    : known.every((run) => isLeftBehind(run, scope));
}

/** Whether what is not listed is not there: it may yet come, or not be listed yet. */
function isSettled({ creatingAtMs, createdAtMs }: Thing, { listedWithinSeconds }: Kind, nowMs: number): boolean {
  return nowMs > (createdAtMs ?? creatingAtMs + LONGEST_CREATION_MS) + listedWithinSeconds * 1000;
}

function label(
  { spoken }: Kind,
  { id, name }: { id?: string | undefined; name?: string | undefined },
  user: string | undefined,
): string {
  const idBeside = id === undefined || id === name ? undefined : name === undefined ? id : `(${id})`;
  const known = [name, idBeside].filter(Boolean).join(' ');
  return `${spoken} ${known === '' ? 'without a known id' : known}${user === undefined || user === '' ? '' : ` of ${user}`}`;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
