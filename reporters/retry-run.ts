/** The projects of a test list, each once: a run needs the settings of its own suites only. */
export function projectsOf(list: string): string[] {
  return [...new Set([...list.matchAll(/^\[(.+?)\]/gm)].map(([, name = '']) => name))];
}

/**
 * What is said of the report.
 * @param numbers of the runs that it was made of: 0 of the first one, 1 of its first retry
 */
export function reportLine(numbers: readonly number[], merged: boolean): string {
  if (!merged) return 'The report has the retry only: it could not be merged with the run before (see above).';
  const retries = numbers.filter((number) => number > 0);
  if (!numbers.includes(0)) return 'The report has the retry only: the run before has left no blob. See npm run report';
  if (retries.length === 0) return 'The report has the run before only: the retry did not begin, or has left no blob.';
  return retries.length === 1
    ? 'The report has the run and its retry, which is tagged "retry": npm run report'
    : `The report has the run and its ${retries.length} retries, tagged "retry" to "retry-${retries.at(-1) ?? 0}": npm run report`;
}

/** How the tests of a retry are told from those of the run before, in a report that has both. */
export function tagsOf(retry: number): string[] {
  if (retry === 0) return [];
  return [retry === 1 ? '@retry' : `@retry-${retry}`];
}
