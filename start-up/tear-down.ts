import { LeftoverError } from '../sweep/report';
import { isMendable } from './lines';

/** What is to be undone when the run ends, in the order opposite to doing. */
export interface TearDown {
  add(step: () => Promise<void>): void;
  /** All steps, whatever fails; then throws what they failed with: as one error, where all are told in lines. */
  run(): Promise<void>;
}

export function createTearDown(): TearDown {
  const steps: (() => Promise<void>)[] = [];
  return {
    add: (step) => void steps.push(step),
    async run() {
      const errors: unknown[] = [];
      for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
        await step().catch((error: unknown) => errors.push(error));
      }
      if (errors.length > 1 && errors.every(isMendable)) throw new LeftoverError(linesOf(errors));
      if (errors.length > 0) throw errors.find((error) => !isMendable(error)) ?? errors[0];
    },
  };
}

function linesOf(errors: readonly Error[]): string {
  return errors.map(({ message }) => message).join('\n');
}
