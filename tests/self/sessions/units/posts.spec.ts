import { expect, test, type TestInfo } from '@playwright/test';
import { openPosts } from '../../../../fixtures/sessions/posts';
import type { Given } from '../../support/answers';
import { newRunId } from '../../../../fixtures/mark';
import { journalOf } from '../../support/creations';
import { serviceOf, sessionOf } from './support/parts';

const mark = `smoke-${newRunId(new Date())}-1-0`;
const post = (id: string, title = mark) => ({ id, title, content: `c-${id}` });

/** A deployment that has a post already, and stores what it is sent, whatever it says. */
function deploymentOf(testInfo: TestInfo, answer: Given, isStored: boolean) {
  const stored = ['1'];
  const { service, requests, sent } = serviceOf(
    ({ route }) => {
      if (route === 'POST /posts' && isStored) stored.push('2');
      if (route === 'POST /posts') return answer;
      if (route.startsWith('DELETE')) return { status: 204 };
      return { json: stored.map((id) => post(id)) };
    },
    { posts: { visibleWithinSeconds: 0 } },
  );
  const { journal, read } = journalOf(testInfo);
  return { posts: openPosts({ contract: service.contract, requests, journal, mark }), sent, read };
}

for (const [name, answer, isStored, removed] of [
  ['refused, and not stored', { status: 422 }, false, []],
  ['refused, and stored all the same', { status: 422 }, true, ['DELETE /posts/2']],
  ['taken', { status: 201, json: post('2') }, true, ['DELETE /posts/2']],
] satisfies [string, Given, boolean, string[]][]) {
  test(`an invalid post is ${name}`, async ({}, testInfo) => {
    const { posts, sent, read } = deploymentOf(testInfo, answer, isStored);
    const invalid = await posts.writeInvalid(sessionOf(), { content: '{content}' });
    await posts.close();

    expect(sent.slice(0, 3).map(({ route }) => route)).toEqual(['GET /posts', 'POST /posts', 'GET /posts']);
    expect(invalid.answer.status).toBe(answer.status);
    expect(invalid.list.json).toEqual(isStored ? [post('1'), post('2')] : [post('1')]);
    expect(invalid.stored).toEqual(isStored ? [post('2')] : []);
    expect(sent.slice(3).map(({ route }) => route)).toEqual(removed);
    expect(read().things.every(({ gone, mustFail }) => gone && mustFail)).toBe(true);
    expect(read().things.flatMap(({ id }) => id ?? [])).toEqual(isStored ? ['2'] : []);
  });
}

test('nobody has no token', async ({}, testInfo) => {
  const { posts, sent } = deploymentOf(testInfo, {}, false);
  await posts.readAsNobody(post('1'));

  expect(sent.map(({ as, route }) => ({ as, route }))).toEqual([
    { as: 'nobody', route: 'GET /posts' },
    { as: 'nobody', route: 'GET /posts/1' },
  ]);
});

test('where others have their posts in the list, one of theirs that comes meanwhile is left alone', async ({}, testInfo) => {
  const posts = [post('1', 'my diary')];
  const { service, requests, sent } = serviceOf(
    ({ route }) => {
      if (route !== 'POST /posts') return { json: posts };
      posts.push(post('2', 'my plans'));
      return { status: 422 };
    },
    { posts: { visibleWithinSeconds: 0 } },
  );
  const opened = openPosts({ contract: service.contract, requests, journal: journalOf(testInfo).journal, mark });
  const { stored } = await opened.writeInvalid(sessionOf(), {});
  await opened.close();

  expect(stored).toEqual([]);
  expect(sent.map(({ route }) => route)).toEqual(['GET /posts', 'POST /posts', 'GET /posts']);
});
