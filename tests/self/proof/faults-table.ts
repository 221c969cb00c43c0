import type { Fault, Weather } from '../../../local-deployment';

/** `docs/faults.md`, from the catalogue. */
export function faultsTable(faults: readonly Fault[], weathers: readonly Weather[]): string {
  const groups = [...new Set(faults.map(({ group }) => group))];
  const sections = groups.flatMap((group) => [
    `## ${group.charAt(0).toUpperCase()}${group.slice(1)}`,
    '',
    '| fault | what is wrong | how it comes about | caught by |',
    '|---|---|---|---|',
    ...faults
      .filter((fault) => fault.group === group)
      .map((fault) => row(`\`${fault.name}\``, fault.defect, fault.cause, caughtBy(fault))),
    '',
  ]);
  return [
    '# Faults',
    '',
    'Defects that really break deployments of this kind. `LOCAL_FAULT=<name> npm run smoke:local` starts the embedded',
    'deployment with one of them; `npm run proof` shows for each that exactly the named scenarios fail, or that the run',
    'ends before the first of them, or fails in the end, with a line that says why. This page is written by `npm run docs`.',
    '',
    ...sections,
    '## Weather',
    '',
    'Conditions that real deployments have, under which every scenario passes (`LOCAL_WEATHER=<name>`).',
    '',
    '| weather | condition |',
    '|---|---|',
    ...weathers.map(({ name, condition }) => row(`\`${name}\``, condition)),
    '',
  ].join('\n');
}

function caughtBy({ fails, refusedOver, told }: Fault): string {
  if (refusedOver !== undefined) return 'before the run';
  return told === undefined ? fails.join(', ') : 'at the end of the run';
}

function row(...cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
