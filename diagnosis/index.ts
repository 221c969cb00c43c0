export { diagnose, SAID, type Diagnosis } from './diagnose';
export type { Entry, Where } from './entry';
export { findingsOf, type Finding, type Told } from './finding';
export { ownEntries } from './own';
export type { Known } from './place';
export { builtIn, parts } from './table';
