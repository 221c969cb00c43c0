import { parts, type Entry, type Where } from '../../../diagnosis';
import { aloneScore, scoreOf } from './score';

/** `docs/diagnosis.md`, from the table of symptoms and the catalogue of faults. */
export function diagnosisPage(): string {
  const sections = Object.entries(parts).flatMap(([part, entries]) => [
    `## ${part}`,
    '',
    '| id | what is seen | likely cause | next |',
    '|---|---|---|---|',
    ...entries.map((entry) => row(`\`${entry.id}\``, symptomOf(entry), entry.cause, entry.next.join('; '))),
    '',
  ]);
  return [...intro(), ...sections].join('\n');
}

function intro(): string[] {
  const { faults, named, namedAmongOthers, wrong, none, toldByTheRun } = scoreOf();
  const alone = aloneScore();
  return [
    '# Diagnosis',
    '',
    'Behind the results table, and at each failed test of the report, a run says what its failures are likely to come from.',
    'Failures of one cause are told as one. A cause is found in the table below by what was expected and answered, who answered,',
    'and which scenarios failed or passed beside it. The causes that explain most are told first; of two that explain as many, the',
    'one that comes first here. Entries marked "else" are asked only about what nothing else explains. A scenario that says itself',
    'what its failure comes from (`likely cause:`, as sign-ups and sockets do) is taken at its word where the table has nothing better.',
    '',
    'It is a likelihood, not a finding. Where AWS can be asked, a command is printed with it; region, API id, stage and request id are',
    'filled in where the answer tells them (the host name of `execute-api`, the headers), the rest is `<in angle brackets>` and explained.',
    'A deployment adds causes of its own by [`diagnoses` in the contract](adapting.md#likely-causes-of-your-own).',
    '',
    '## How good it is',
    '',
    `Of the ${faults} [faults](faults.md), the likeliest cause is the fault's for ${named}; it names the fault's among others that look`,
    `the same from outside for ${namedAmongOthers}; it is wrong for ${wrong.length}, and missing for ${none.length}. The other ${toldByTheRun.length} are told by the run itself in`,
    'one line, before its first scenario or in the end. The table was written with these faults at hand: the count says that it holds,',
    'not how it does elsewhere. With one scenario alone, as in a retry, nobody sees what else fails or passes: of',
    `${alone.failed} failed scenarios, the likeliest cause is then right for ${alone.right}, a general one (marked "else") for ${alone.general}, another`,
    `one for ${alone.other}, and missing for ${alone.none}: what counts is the run of the whole suite. \`npm run diagnosis:score\` counts anew.`,
    '',
    'This page is written by `npm run docs`.',
    '',
  ];
}

/** In words, as far as patterns can be read. */
function symptomOf({ where, failed, passed, seen, unseen, fallback }: Entry): string {
  return [
    ...(fallback ? ['else'] : []),
    described(where),
    ...(seen === undefined ? [] : [`some failure with ${described(seen)}`]),
    ...(unseen === undefined ? [] : [`none with ${described(unseen)}`]),
    ...(failed === undefined ? [] : [`${failed.join(', ')} failed`]),
    ...(passed === undefined ? [] : [`${passed.join(', ')} passed`]),
  ].join('; ');
}

function described({ scenarios, origin, saysNot, ...patterns }: Where): string {
  const named = Object.entries(patterns).flatMap(([name, pattern]) =>
    pattern === undefined ? [] : [`${words[name] ?? name} \`${pattern.source}\``],
  );
  return [
    ...(scenarios === undefined ? [] : [scenarios.join(', ')]),
    ...(origin === undefined ? [] : [origin === 'before the gateway' ? origin : `from the ${origin}`]),
    ...named,
    ...(saysNot === undefined ? [] : [`does not say \`${saysNot.source}\``]),
  ].join(', ');
}

const words: Readonly<Record<string, string>> = { errorType: 'error type', identity: 'as', test: 'titled' };

function row(...cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
