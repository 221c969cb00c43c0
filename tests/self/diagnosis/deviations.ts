import { builtIn, diagnose } from '../../../diagnosis';
import type { Case } from '../proof/case';
import type { Outcome } from '../proof/outcome';
import { goldenFirst } from './golden';
import { keyOf } from './score';

/** A line where a fault's run has another likeliest cause than the one that is stored for it. */
export function causeDeviations({ kind, name }: Pick<Case, 'kind' | 'name'>, { rows }: Outcome): string[] {
  if (kind !== 'fault' || rows.length === 0) return [];
  const [first] = diagnose(rows, builtIn);
  const [live, stored] = [first === undefined ? '' : keyOf(first), goldenFirst(name) ?? ''];
  return live === stored
    ? []
    : [`the likeliest cause is "${live}", not "${stored}" (npm run diagnosis:score -- --update stores them anew)`];
}
