import type { Row } from '../../../reporters/outcomes';

/** What a run of the suite under one fault or weather came to. */
export interface Outcome {
  rows: Row[];
  /** What no test is to blame for. */
  errors: string[];
}

/** The variable that names the file for the outcome. */
export const OUTCOME_VARIABLE = 'API_SMOKE_PROOF_OUTCOME';
