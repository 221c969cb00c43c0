import type { CommonParts, Part } from '../functions/shared/api-function';
import type { PublicParts } from '../functions/shared/public-function';
import type { RefusalAnswer, Responses } from '../functions/shared/responses';
import type { DeploymentTemplate } from '../template/types';

/** The same part, with something about it replaced. */
export function changed<T extends object, B>(part: Part<T, B>, change: (original: T) => Partial<T>): Part<T, B> {
  return (environment, beside) => {
    const original = part(environment, beside);
    return { ...original, ...change(original) };
  };
}

/** A part that is one function, with another one around it. */
export function around<A extends unknown[], R, B>(
  part: Part<(...given: A) => R, B>,
  wrap: (original: (...given: A) => R, ...given: A) => R,
): Part<(...given: A) => R, B> {
  return (environment, beside) => {
    const original = part(environment, beside);
    return (...given) => wrap(original, ...given);
  };
}

/** The parts that all functions of the API have, of each of them. */
export function commonPartsOf({ parts }: DeploymentTemplate): CommonParts[] {
  return [parts.profile, parts['api-keys'], parts['invite-codes'], parts['validate-invite']];
}

/** What all functions have that answer, whoever may call them. */
function answeringPartsOf(template: DeploymentTemplate): PublicParts[] {
  return [...commonPartsOf(template), template.parts.registration, template.parts.login];
}

/** Changes how every function of the API answers. */
export function changeResponses(
  template: DeploymentTemplate,
  change: (original: Responses) => Partial<Responses>,
): void {
  for (const parts of answeringPartsOf(template)) parts.responses = changed(parts.responses, change);
}

/** Changes what the functions' refusals say. */
export function changeRefusals(
  template: DeploymentTemplate,
  change: (refused: RefusalAnswer) => Partial<RefusalAnswer>,
): void {
  changeResponses(template, (responses) => ({
    refusal: (refused, requestId) => {
      // An error's message is no property that a spread would copy.
      const { status, code, message, headers } = refused;
      return responses.refusal({ status, code, message, headers, ...change(refused) }, requestId);
    },
  }));
}
