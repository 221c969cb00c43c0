/** What is to be undone when the run ends, in the order opposite to doing. */
export interface TearDown {
  add(step: () => Promise<void>): void;
  /** All steps, whatever fails; then throws the first error. */
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
      if (errors.length > 0) throw errors[0];
    },
  };
}
