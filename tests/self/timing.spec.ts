import { timingOf } from '../../fixtures/client/timing';
import { expect, test } from './support/loopback';

const arrival = { askedAt: 1000, firstByteAt: 1150, endAt: 1160.04 };
const none = { domainLookupEnd: -1, connectStart: -1, secureConnectionStart: -1, connectEnd: -1 };

for (const [name, connection, timing] of [
  [
    'a new connection with TLS',
    { domainLookupEnd: 20, connectStart: 20, secureConnectionStart: 50, connectEnd: 110 },
    { dns: 20, connect: 30, tls: 60, firstByte: 40, body: 10 },
  ],
  [
    'a new one to an address, without TLS',
    { ...none, connectStart: 0, connectEnd: 5 },
    { connect: 5, firstByte: 145, body: 10 },
  ],
  ['a kept one', none, { firstByte: 150, body: 10 }],
] as const) {
  test(`the time of a request is told in parts: ${name}`, () => {
    expect(timingOf(connection, arrival)).toEqual(timing);
  });
}

test('a report tells when a request was made, and where its time went', async ({ serve, identitiesAt }, testInfo) => {
  const { origin } = await serve(() => ({ json: {} }));
  const client = await identitiesAt(origin).anonymous();
  const before = Date.now();
  await client.get('/new');
  await client.get('/kept');

  const [first, second] = testInfo.attachments.map(
    ({ body }) => JSON.parse(body?.toString() ?? '') as { startedAt: string; timingMs: object },
  );
  expect(Date.parse(first?.startedAt ?? '')).toBeGreaterThanOrEqual(before);
  expect(Object.keys(first?.timingMs ?? {})).toEqual(['connect', 'firstByte', 'body']);
  expect(Object.keys(second?.timingMs ?? {})).toEqual(['firstByte', 'body']);
});
