import { expect, test } from '@playwright/test';
import { SPANS, type Span } from '../../fixtures/client/exchange';
import { picture } from '../../reporters/waterfall/picture';
import { timelineOf } from '../../reporters/waterfall/timeline';

const span = (request: string, at: number, duration: number, given: Partial<Span> = {}): Span => ({
  ...{ request, at, duration, status: 200, arrived: true, firstByte: duration, latency: duration, ...given },
});

function testOf(id: string, ...attempts: Span[][]): Parameters<typeof timelineOf>[0][number] {
  const results = attempts.map((spans) => ({
    attachments: [{ name: SPANS, contentType: 'application/json', body: Buffer.from(JSON.stringify(spans)) }],
  }));
  return { tags: [`@${id}`], results };
}

test('requests are told by scenario, from the first one of the run; those at once are in lanes of their own', () => {
  const groups = timelineOf([
    testOf('AC10', [span('OPTIONS /a as anonymous', 5000, 10)]),
    testOf('AC1', [span('GET /a as jwt', 4000, 20), span('GET /b as jwt', 4010, 20), span('GET /a as jwt', 4020, 5)]),
    testOf('AC1', [span('GET /c as jwt', 4100, 5)], [span('GET /c as jwt', 4200, 5)]),
    testOf('AC2'),
  ]);

  expect(groups.map(({ id, lanes, bars }) => ({ id, lanes, bars: bars.map(({ at, lane }) => [at, lane]) }))).toEqual([
    {
      ...{ id: 'AC1', lanes: 2 },
      bars: [
        [0, 0],
        [10, 1],
        [20, 0],
        [100, 0],
        [200, 0],
      ],
    },
    { id: 'AC10', lanes: 1, bars: [[1000, 0]] },
  ]);
});

test('a cold start stands out: far slower than the others, and the first of its kind', () => {
  const quick = [10, 20, 30, 40].map((at) => span('GET /quick as jwt', at, 50));
  const [group] = timelineOf([
    testOf('AC1', [
      ...quick,
      span('GET /a as anonymous', 90, 5, { status: 401, arrived: false }),
      span('GET /a as jwt', 100, 900),
      span('GET /a as admin', 1100, 900),
      span('GET /b as jwt', 2100, 340),
      span('GET /c as jwt', 2500, 900, { firstByte: 60 }),
    ]),
  ]);

  expect(group?.bars.map(({ request, slow }) => slow && [request, slow]).filter(Boolean)).toEqual([
    ['GET /a as jwt', 'first'],
    ['GET /a as admin', 'later'],
  ]);
});

test('the picture says what stands out, and needs nobody to escape what was asked', () => {
  const [one, other] = [span('GET /a?x=<b>&c as jwt', 100, 900), span('GET /d as jwt', 2000, 10, { status: 503 })];
  const quick = [10, 20, 30].map((at) => span('GET /quick as jwt', at, 5));
  const drawn = picture(timelineOf([testOf('AC1', [...quick, one, other])]));

  expect(drawn).toContain('>1  GET /a?x=&lt;b&gt;&amp;c as jwt: 900 ms, the first to arrive there (cold start?)<');
  expect(drawn).toContain('>AC1<');
  // Five requests, the paper, and four colours that are explained.
  expect(drawn.match(/<rect /g)).toHaveLength(10);
});

test('a run of thousands of requests at once is still a picture', () => {
  const many = Array.from({ length: 5000 }, (_, index) => span(`GET /${index} as jwt`, index / 100, 60_000));
  const drawn = picture(timelineOf([testOf('AC9', many)]));

  expect(Number(/height="(\d+)"/.exec(drawn)?.[1])).toBeLessThan(4000);
});

test('what happens hours later is drawn beside it', () => {
  const hour = 3_600_000;
  const groups = timelineOf([
    testOf('AC1', [span('GET /a as jwt', 0, 10), span('GET /a as jwt', 15_000, 10)], [span('GET /a as jwt', hour, 10)]),
    testOf('AC2', [span('GET /b as jwt', hour + 500, 10)]),
  ]);

  expect(groups.map(({ bars }) => bars.map(({ at }) => at))).toEqual([[0, 15_000, 35_010], [35_510]]);
});
