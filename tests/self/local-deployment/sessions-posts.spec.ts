import { expect, test, valueAt } from './support/deployment';
import { ask, registered } from './support/sessions';

const fields = { title: 'Title', content: 'Content' };

test('a post is written, read, changed and removed', async ({ customised }) => {
  const { access: token } = await registered(customised, 'author');
  const created = await ask(customised, 'POST /posts', { token, body: fields });
  const post = `/posts/${String(valueAt(created.json, 'id'))}`;
  const known = { id: expect.any(String), author_id: expect.any(String), created_at: expect.any(String) };

  expect([created.status, created.json]).toEqual([201, { ...known, ...fields }]);
  expect((await ask(customised, 'GET /posts', { token })).json).toEqual({ items: [created.json] });
  const changed = { ...Object(created.json), title: 'Another' } as object;
  expect(await ask(customised, `PUT ${post}`, { token, body: { ...fields, title: 'Another' } })).toMatchObject({
    ...{ status: 200, json: changed },
  });
  expect((await ask(customised, `GET ${post}`, { token })).json).toEqual(changed);
  expect(await ask(customised, `DELETE ${post}`, { token })).toMatchObject({ status: 204, text: '' });
  expect((await ask(customised, `GET ${post}`, { token })).status).toBe(404);
});

test("another's post is as good as none", async ({ customised }) => {
  const [author, other] = [await registered(customised, 'writer'), await registered(customised, 'reader')];
  const { json } = await ask(customised, 'POST /posts', { token: author.access, body: fields });
  const post = `/posts/${String(valueAt(json, 'id'))}`;

  for (const method of ['GET', 'PUT', 'DELETE']) {
    for (const path of [post, '/posts/00000000-0000-4000-8000-000000000000', '/posts/none']) {
      const asked = { token: other.access, ...(method === 'PUT' && { body: fields }) };
      expect(await ask(customised, `${method} ${path}`, asked)).toMatchObject({
        ...{ status: 404, json: { detail: 'Post not found' } },
      });
    }
    expect((await ask(customised, `${method} ${post}`)).status).toBe(401);
  }
  expect((await ask(customised, 'GET /posts', { token: other.access })).json).toEqual({ items: [] });
  expect((await ask(customised, `GET ${post}`, { token: author.access })).json).toMatchObject(fields);
});

const invalid: [string, object, string][] = [
  ['without a title', { content: 'Content' }, 'title'],
  ['with an empty title', { ...fields, title: '' }, 'title'],
  ['with a title that is too long', { ...fields, title: 'x'.repeat(201) }, 'title'],
  ['with a content that is no text', { ...fields, content: 42 }, 'content'],
];

for (const [title, body, field] of invalid) {
  test(`a post ${title} is refused`, async ({ customised }) => {
    const { access: token } = await registered(customised, 'sloppy');
    const { status, json } = await ask(customised, 'POST /posts', { token, body });

    expect([status, valueAt(json, 'detail', '0', 'loc')]).toEqual([422, ['body', field]]);
  });
}
