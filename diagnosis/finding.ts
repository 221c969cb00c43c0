import { scenarioIds, type ScenarioId } from '../contract';

/** What is told of a scenario: a row of the results table has it. */
export interface Told {
  id: ScenarioId;
  verdict: 'PASS' | 'FAIL' | 'SKIP' | 'FLAKY';
  /** The messages of its failed tests. */
  reasons: readonly string[];
}

/** Who answered, as messages say it. */
export type Origin = 'the gateway' | 'the integration' | 'something before the gateway' | 'an undetermined layer';

/** One thing that was expected and did not come: the unit that symptoms are looked for in. */
export interface Finding {
  scenario: ScenarioId;
  /** What the message has before the request: the test's title, or a step. */
  test: string;
  /** `PATCH /users/me`; empty where there was none. */
  request: string;
  identity: string;
  expected: string;
  got: string;
  status?: number | undefined;
  code?: string | undefined;
  /** Who answered; undefined for what is no HTTP. */
  origin?: string | undefined;
  errorType?: string | undefined;
  /** The whole message, up to the next finding's. */
  text: string;
  /** The scenarios that it says it comes after; it explains nothing by itself where one of them failed. */
  after: readonly ScenarioId[];
}

const headline = /^(?<before>.*?)(?:: )?\bexpected (?<expected>.+?), got (?<got>.+)$/;
const request =
  /^(?:(?<test>.*?): )??(?<request>(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (?:https?:\/\/[^/\s]+)?\/\S*|WebSocket \/\S* .+?)(?: as (?<identity>.+?))?(?:, \d+ at once)?$/;
const unanswered = /^(?<before>.*?): no answer: (?<reason>.+)$/;
const answer =
  /(?:^|\bin |\bthem )(?<status>\d{3})(?: (?<code>[A-Z][A-Z0-9_]+))? from (?<origin>the gateway|the integration|something before the gateway|an undetermined layer|the handshake)(?: \((?<errorType>\w+)\))?/;

/** What the messages of a failed scenario tell, one by one. Their form is that of `fixtures/matchers/answer.ts`. */
export function findingsOf({ id, reasons }: Told): Finding[] {
  const blocks: string[][] = [];
  for (const line of reasons.flatMap((reason) => reason.split('\n'))) {
    if (isHeadline(line)) blocks.push([line]);
    else blocks.at(-1)?.push(line);
  }
  return blocks.map((lines) => findingOf(id, lines));
}

function isHeadline(line: string): boolean {
  return headline.test(line) || unanswered.test(line);
}

function findingOf(scenario: ScenarioId, lines: readonly string[]): Finding {
  const [first = ''] = lines;
  const told = headline.exec(first)?.groups;
  const failure = unanswered.exec(first)?.groups;
  const before = (told?.before ?? failure?.before ?? '').trim();
  const asked = request.exec(before)?.groups;
  const got = told?.got ?? `no answer: ${failure?.reason ?? ''}`;
  const text = lines.join('\n');
  // Of a burst, the last answer stands for those that were not as they should be.
  const answered = (answer.exec(got) ?? answer.exec(/^\s*last: (.*)$/m.exec(text)?.[1] ?? ''))?.groups;
  return {
    scenario,
    test: asked === undefined ? before : (asked.test ?? ''),
    request: asked?.request?.replace(/^([A-Z]+) https?:\/\/[^/]+/, '$1 ') ?? '',
    identity: asked?.identity ?? '',
    expected: told?.expected ?? 'an answer',
    got,
    status: answered?.status === undefined ? undefined : Number(answered.status),
    code: answered?.code,
    origin: answered?.origin,
    errorType: answered?.errorType,
    text,
    after: afterOf(text, scenario),
  };
}

/** The scenarios that a message names as those that did not pass before it, or that tell more. */
function afterOf(text: string, own: ScenarioId): ScenarioId[] {
  const named =
    /\b(\w+\d+) did not pass|proves nothing: see (\w+)(?: and (\w+))?|try: see (\w+)|of the suite \((\w+)\)/.exec(text);
  return scenarioIds.filter((id) => id !== own && named?.slice(1).includes(id));
}
