import { JournalError } from '../fixtures/created/journal';
import { UnreachableError } from '../fixtures/client/reach';
import { MintingError } from '../fixtures/issuer/minting-error';
import { RequiredError } from '../fixtures/required';
import { SettingsError } from '../fixtures/settings';
import { LeftoverError } from '../sweep/report';

/** Ends the run over these problems, if there are any. */
export function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new SettingsError(problems);
}

/** Errors that are the user's to mend are told in lines, without a stack; any other keeps its own. */
export async function inLines(step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (isMendable(error)) error.stack = error.message;
    throw error;
  }
}

export function isMendable(error: unknown): error is Error {
  return (
    error instanceof SettingsError ||
    error instanceof MintingError ||
    error instanceof UnreachableError ||
    error instanceof JournalError ||
    error instanceof LeftoverError ||
    error instanceof RequiredError ||
    (error instanceof Error && 'code' in error && error.code === 'INVALID_OPTIONS')
  );
}
