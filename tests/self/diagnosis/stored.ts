import { scenarioIds, type ScenarioId } from '../../../contract';
import type { Told } from '../../../diagnosis';
import type { Fault } from '../../../local-deployment';
import { casesOf, scenariosIn } from '../proof/case';
import { readGolden } from '../proof/golden';

/**
 * A fault's run, from the golden text that the proof compares each run with: what failed, and with which messages. All
 * other scenarios of the suite have passed, but for the steps of a sign-up that were left out over one before them.
 */
export function storedRun(fault: Fault): Told[] {
  const failures = failuresOf(readGolden(fault.name) ?? '');
  const ran = casesOf([fault], []).flatMap(scenariosIn);
  const firstFailed = ran.findIndex((id) => failures.has(id));
  return ran.map((id, index) => {
    const reasons = failures.get(id);
    if (reasons !== undefined) return { id, verdict: 'FAIL', reasons };
    const over = id.startsWith('SU') && index > firstFailed ? ran[firstFailed] : undefined;
    return over === undefined
      ? { id, verdict: 'PASS', reasons: [] }
      : { id, verdict: 'SKIP', reasons: [`${over} did not pass`] };
  });
}

/** The messages by scenario: a line without an indent begins one. */
function failuresOf(golden: string): Map<ScenarioId, string[]> {
  const failures = new Map<ScenarioId, string[]>();
  let current: string[] = [];
  for (const line of golden.split('\n').filter(Boolean)) {
    const id = scenarioIds.find((one) => line.startsWith(`${one} `));
    if (id === undefined) {
      current.push(line.slice(2));
    } else {
      current = [];
      failures.set(id, current);
    }
  }
  return failures;
}
