import { expect, invalidPosts, test } from '../../fixtures/sessions';

test('a post is written and read', { tag: '@SE10' }, async ({ account, posts, contract }) => {
  const author = await account.signIn();
  const { answer, post } = await posts.write(author);

  expect(answer).toMatchContract(contract.sessions.posts.createdStatus, contract.shapes.post(post));
  expect(await posts.read(post, author)).toMatchContract(200, contract.shapes.post(post));
  expect(await posts.list(author, { having: [post] })).toListPosts({ having: [post] });
});

test('a post is changed', { tag: '@SE10' }, async ({ account, posts, contract }) => {
  const author = await account.signIn();
  const { post } = await posts.write(author);

  const { answer, changed } = await posts.change(post, author);

  expect(answer).toMatchContract(contract.sessions.posts.update.status, contract.shapes.post(changed));
  expect(await posts.read(changed, author)).toMatchContract(200, contract.shapes.post(changed));
});

test('a removed post is gone', { tag: '@SE10' }, async ({ account, posts, contract }) => {
  const author = await account.signIn();
  const { post } = await posts.publish(author);

  expect(await posts.remove(post, author)).toMatchContract(contract.sessions.posts.removedStatus);
  expect(await posts.readRemoved(post, author)).toBeDenied(contract.sessions.errors.noSuchPost);
  expect(await posts.list(author, { lacking: [post] })).toListPosts({ lacking: [post] });
});

test("a post is nobody's to read without a token", { tag: '@SE10' }, async ({ account, posts, contract }) => {
  const { post } = await posts.publish(await account.signIn());
  const [list, item] = await posts.readAsNobody(post);

  expect(list).toBeDenied(contract.sessions.errors.noToken);
  expect(item).toBeDenied(contract.sessions.errors.noToken);
});

test("a foreign post can't be read", { tag: '@SE10' }, async ({ accounts, posts, contract }) => {
  const [author, other] = [await accounts[0].signIn(), await accounts[1].signIn()];
  const { post } = await posts.publish(author);

  expect(await posts.read(post, other)).toBeDenied(contract.sessions.errors.foreignPost);
  expect(await posts.list(other)).toListPosts({ lacking: [post] });
});

test("a foreign post can't be changed or removed", { tag: '@SE10' }, async ({ accounts, posts, contract }) => {
  const [author, other] = [await accounts[0].signIn(), await accounts[1].signIn()];
  const { post } = await posts.publish(author);

  expect((await posts.change(post, other)).answer).toBeDenied(contract.sessions.errors.foreignPost);
  expect(await posts.remove(post, other)).toBeDenied(contract.sessions.errors.foreignPost);
  expect(await posts.readLater(post, author)).toMatchContract(200, contract.shapes.post(post));
});

for (const { body, field, title } of invalidPosts()) {
  test(`${title} is refused`, { tag: '@SE10' }, async ({ account, posts, contract }) => {
    const { answer, list, stored } = await posts.writeInvalid(await account.signIn(), body);

    expect(answer).toBeDenied(contract.sessions.errors.invalidBody);
    expect(answer).toNameField(field);
    expect(list).toListPosts({ lacking: stored });
  });
}
