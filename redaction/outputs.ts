import { dirname, resolve } from 'node:path';

/** What is read of Playwright's `FullConfig`. */
export interface Outputs {
  reporter: readonly (readonly [string, unknown?])[];
  projects: readonly { outputDir: string }[];
  configFile?: string | undefined;
}

/** Where reporters write when nobody tells them where. */
const USUAL = ['playwright-report', 'test-results', 'blob-report'];

/** An option or a variable of a reporter that names a file or a folder. */
const OPTION = /^(outputFile|outputFolder|outputDir|fileName|output|file|dir)$/i;
const VARIABLE = /^PLAYWRIGHT_\w*OUTPUT_(DIR|FILE|NAME|FOLDER)$/;

/** Everything that a run may write to: the folders of its projects, and those of its reporters. */
export function outputsOf(
  { reporter, projects, configFile }: Outputs,
  variables: NodeJS.ProcessEnv,
  cwd: string,
): string[] {
  const options = reporter.flatMap(([, given]) =>
    typeof given === 'object' && given !== null ? Object.entries(given) : [],
  );
  const named = [
    ...options.filter(([name]) => OPTION.test(name)).map(([, value]) => value as unknown),
    ...Object.entries(variables)
      .filter(([name]) => VARIABLE.test(name))
      .map(([, value]) => value),
  ].filter((value): value is string => typeof value === 'string' && value !== '');
  const folder = configFile === undefined ? cwd : dirname(configFile);
  return [
    ...projects.map(({ outputDir }) => outputDir),
    ...[...USUAL, ...named].flatMap((path) => [resolve(cwd, path), resolve(folder, path)]),
  ];
}
