import type { ScenarioId } from '../scenarios';
import type { SignupContract } from './schema';

/**
 * Two lines that tell the likely cause of a failure and what to try next; none where the contract knows none.
 * @param steps that have failed: the scenario, and the step that it needed
 */
export function likelyCause(
  { causes }: Pick<SignupContract, 'causes'>,
  steps: readonly ScenarioId[],
  { status, text }: { status?: number | undefined; text: string },
): string[] {
  const found = Object.values(causes).findLast(
    (each) =>
      (each.step === undefined || steps.includes(each.step)) &&
      (each.status === undefined || each.status === status) &&
      (each.says === undefined || words(text).includes(words(each.says))),
  );
  return found === undefined ? [] : [`likely cause: ${found.cause}`, `try: ${found.next}`];
}

/** `INVALID_OR_EXPIRED` says "invalid or expired". */
function words(text: string): string {
  return text.toLowerCase().replace(/[^a-z\d]+/g, ' ');
}
