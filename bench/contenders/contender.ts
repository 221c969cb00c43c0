/** What is measured: a program that tests a deployment, as a process of its own. Its exit code is 0 where all that it checked was right. */
export interface Contender {
  name: string;
  /** What of the fourteen scenarios it can't say, one phrase each. */
  lacks: readonly string[];
  /** Once, before anything is measured: gets what is to be run, into a cache of its own. */
  fetch?(): void;
  /** Before it is measured against a deployment: writes what it reads into a folder that is there, and empty. */
  prepare?(folder: string, settings: Readonly<Record<string, string>>): void;
  /** Program and parameters; run in the project's folder, with the deployment's settings as variables. */
  command(folder: string): readonly [string, ...string[]];
  /** Variables beside the deployment's settings. */
  variables?: Readonly<Record<string, string>>;
}
