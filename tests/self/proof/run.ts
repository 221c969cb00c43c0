import { parseArgs } from 'node:util';
import { scenarioIds, suggest } from '../../../contract';
import { faults, weathers } from '../../../local-deployment/faults';
import { causeDeviations } from '../diagnosis/deviations';
import { casesOf, fixedAfter, sampleOf, type Case } from './case';
import { goldenText, readGolden, writeGolden } from './golden';
import { judge, type Judgement } from './judge';
import { matrix, sum } from './matrix';
import { runCase } from './run-case';

const usage = `npm run proof -- [--fault <name>]... [--weather <name>]... [--sample] [--jobs <n>] [--update]
  Runs the suite under every fault and every weather, or under those named, and again without the fault; prints the matrix.
  --sample  one fault of each group, and one weather
  --jobs    how many at once (default 2)
  --update  stores the failures' messages as golden text, instead of comparing them`;

interface Choice {
  cases: Case[];
  whole: boolean;
  jobs: number;
  update: boolean;
}

/** Throws the lines that tell what is wrong with the command line. */
function choose(parameters: string[]): Choice {
  const options = {
    fault: { type: 'string', multiple: true },
    weather: { type: 'string', multiple: true },
    sample: { type: 'boolean', default: false },
    jobs: { type: 'string', default: '2' },
    update: { type: 'boolean', default: false },
  } as const;
  const { values } = parseArgs({ args: parameters, options });
  const all = casesOf(faults, weathers);
  const named = (kind: Case['kind'], names: readonly string[]): Case[] =>
    names.map((name) => {
      const valid = all.filter((one) => one.kind === kind);
      const found = valid.find((one) => one.name === name);
      if (found !== undefined) return found;
      const known = valid.map((one) => one.name);
      const near = suggest(name, known);
      throw new Error(
        `unknown ${kind} "${name}"; ${near === undefined ? '' : `did you mean "${near}"? `}valid are ${known.join(', ')}`,
      );
    });
  const chosen = [
    ...(values.sample ? sampleOf(faults, weathers) : []),
    ...named('fault', values.fault ?? []),
    ...named('weather', values.weather ?? []),
  ];
  const jobs = Number(values.jobs);
  if (!Number.isInteger(jobs) || jobs < 1)
    throw new Error(`--jobs is "${values.jobs}"; it must be a whole number from 1`);
  const whole = chosen.length === 0;
  return { cases: whole ? all : chosen, whole, jobs, update: values.update };
}

async function prove(one: Case, update: boolean): Promise<Judgement> {
  const outcome = await runCase(one);
  if (one.kind === 'fault' && update) writeGolden(one.name, goldenText(outcome));
  const golden = one.kind === 'fault' ? (readGolden(one.name) ?? '') : undefined;
  const judgement = judge(one, outcome, golden);
  return { ...judgement, deviations: [...judgement.deviations, ...causeDeviations(one, outcome)] };
}

/** A weather takes all suites, and some repeat them. */
function weightOf({ kind, repeatEach }: Case): number {
  return kind === 'weather' ? repeatEach : 0;
}

/** Several at a time; the results in the catalogue's order. */
async function proveAll({ cases, jobs, update }: Choice): Promise<Judgement[]> {
  const judgements = new Map<Case, Judgement>();
  const all = async (some: readonly Case[]): Promise<void> => {
    // Those that take longest first, so that none of them is waited for in the end.
    const waiting = [...some].sort((a, b) => weightOf(b) - weightOf(a));
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        judgements.set(next, await prove(next, update));
      }
    };
    await Promise.all(Array.from({ length: jobs }, worker));
  };
  const fixed = fixedAfter(cases);
  await all(cases);
  await all(fixed);
  return [...cases, ...fixed].flatMap((one) => judgements.get(one) ?? []);
}

async function main(): Promise<void> {
  const startedAt = performance.now();
  const choice = choose(process.argv.slice(2));
  const judgements = await proveAll(choice);
  const result = sum(judgements, scenarioIds, choice.whole);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  process.stdout.write(`${matrix(judgements)}${result.text}, in ${seconds} s\n`);
  process.exitCode = result.sound ? 0 : 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`);
  process.exitCode = 1;
});
