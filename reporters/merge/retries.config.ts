import { mergeConfig } from './config';

/** The report of a run and its retries. */
export default mergeConfig([['./annotations.ts'], ['../waterfall/reporter.ts']]);
