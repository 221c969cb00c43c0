import { diagnosed } from './first';
import { goldenOf, writeGolden } from './golden';
import { aloneScore, scoreOf } from './score';

// `npm run diagnosis:score`: how often the likeliest cause is right, over the catalogue; `-- --update` stores the causes anew.
const all = diagnosed();
if (process.argv.includes('--update')) writeGolden(goldenOf(all));
const { faults, named, namedAmongOthers, wrong, none, toldByTheRun } = scoreOf(all);
const alone = aloneScore(all);
process.stdout.write(
  [
    `${faults} faults: ${named + namedAmongOthers} right first (${namedAmongOthers} of them among others), ${wrong.length} wrong, ${none.length} none, ${toldByTheRun.length} told by the run itself`,
    `${alone.failed} failed scenarios, each alone: ${alone.right} right first, ${alone.general} general, ${alone.other} another, ${alone.none} none`,
    ...wrong.map((name) => `wrong: ${name}`),
    ...none.map((name) => `none: ${name}`),
    '',
  ].join('\n'),
);
