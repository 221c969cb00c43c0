import { dirname, isAbsolute, relative, resolve } from 'node:path';

/** What is read of Playwright's `FullConfig`. */
export interface Outputs {
  reporter: readonly (readonly [string, unknown?])[];
  projects: readonly { outputDir: string }[];
  configFile?: string | undefined;
}

/** Where reporters write when nobody tells them where. */
const USUAL = ['playwright-report', 'test-results', 'blob-report', 'coverage'];

/** Variables that name a file or a folder; the last one is the job summary of GitHub Actions. */
const VARIABLE = /^(PLAYWRIGHT_(HTML_REPORT|\w*OUTPUT_(DIR|FILE|NAME|FOLDER))|GITHUB_STEP_SUMMARY)$/;

/**
 * Everything that a run may write to: the folders of its projects, and whatever its reporters' options name, which need not be
 * a path. Never a folder that the run is in: it holds more than what the run writes.
 */
export function outputsOf(
  { reporter, projects, configFile }: Outputs,
  variables: NodeJS.ProcessEnv,
  cwd: string,
): string[] {
  const options = reporter.flatMap(([, given]) =>
    typeof given === 'object' && given !== null ? Object.entries(given) : [],
  );
  const named = [
    ...options.map(([, value]) => value as unknown),
    ...Object.entries(variables)
      .filter(([name]) => VARIABLE.test(name))
      .map(([, value]) => value),
  ].filter((value): value is string => typeof value === 'string' && value !== '');
  const folder = configFile === undefined ? cwd : dirname(configFile);
  const paths = [
    ...projects.map(({ outputDir }) => outputDir),
    ...[...USUAL, ...named].flatMap((path) => [resolve(cwd, path), resolve(folder, path)]),
  ];
  return [...new Set(paths)].filter((path) => !contains(path, cwd));
}

function contains(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !way.startsWith('..') && !isAbsolute(way);
}
