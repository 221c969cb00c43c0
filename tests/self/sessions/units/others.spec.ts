import { ownPostsAlone, nothingOfOthers } from '../../../../fixtures/sessions/others';
import { openSessionsService } from '../../../../fixtures/sessions/service';
import { newRunId } from '../../../../fixtures/mark';
import { contractWith } from '../../support/contract';
import { expect, test } from '../../support/loopback';

const mark = `smoke-${newRunId(new Date())}-1-0`;
const [own, others] = [
  { id: '1', title: mark, content: 'written by the suite' },
  { id: '2', title: 'my diary', content: 'private' },
];

for (const [name, items, body, shown] of [
  ['a list', ['.'], [own, others], [own, '(1 of others, not shown)']],
  [
    'a page',
    ['page.posts'],
    { page: { posts: [others, others] }, next: 3 },
    { page: { posts: ['(2 of others, not shown)'] }, next: 3 },
  ],
  [
    'a list with company',
    ['items'],
    { items: [own, others], included: [others], meta: { by: others }, total: 2 },
    {
      items: [own, '(1 of others, not shown)'],
      included: "(other people's data, not shown)",
      meta: "(other people's data, not shown)",
      total: 2,
    },
  ],
  ['a list of its own posts', ['.'], [own], [own]],
  ['an empty list', ['.'], [], []],
  ['what is no list', ['items'], { rows: [others] }, "(other people's data, not shown)"],
  ['a text', ['.'], 'my diary', "(other people's data, not shown)"],
] as const) {
  test(`of ${name}, nothing is shown that others have`, () => {
    const contract = contractWith({ sessions: { posts: { items: [...items] } } });
    expect(ownPostsAlone(contract)(body, 200)).toEqual(shown);
    expect(ownPostsAlone(contract)(body, 403)).toEqual(body);
  });
}

test('what is not for a report is neither in its exchanges nor in the texts of answers; judges have it', async ({
  serve,
  identitiesAt,
  vault,
}) => {
  const profile = { id: 1, password_hash: { cost: 12 }, salt: [918273645, 68] };
  const { origin } = await serve(({ url }) => ({ json: url === '/me' ? profile : [own, others] }));
  const contract = contractWith({ sessions: { gateway: 'none' } });
  const service = openSessionsService({
    ...{ apiUrl: origin, settings: { given: true }, expiryWaitSeconds: 0, contract, vault },
    identities: identitiesAt(origin),
  });
  const me = await service.send('smoke-1', 'GET', '/me');
  const list = await service.send('smoke-1', 'GET', '/posts', { shown: ownPostsAlone(contract) });
  const users = await service.send('smoke-1', 'GET', '/users', { shown: nothingOfOthers });

  for (const [answer, hidden] of [
    [me, '918273645'],
    [list, 'private'],
    [users, 'private'],
  ] as const) {
    expect(answer.text).not.toContain(hidden);
    expect(JSON.stringify(answer.exchange)).not.toContain(hidden);
    expect(JSON.stringify(answer.json)).toContain(hidden);
  }
  expect(service.search().leaks.map(({ problem }) => problem)).toEqual(['it has password_hash', 'it has salt']);
});
