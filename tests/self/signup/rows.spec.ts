import { expect, test } from '@playwright/test';
import { OperatorError, type Operator, type Rows } from '../../../fixtures/signup/operator';
import { noRows, removeRows, spokenCount } from '../../../fixtures/signup/rows';

const address = 'smoke-test+run-1-0-1@example.test';
const person = { email: address };
const stored: Rows = { users: [{ id: '1', email: address }], credentials: [{ id: 'abc', userId: '1' }] };
const now = { visibleWithinSeconds: 0 };
const nothing: Rows = { users: [], credentials: [] };

/** An operator with these rows, who tells what it was asked. */
function operatorWith(rows: Rows, deletes: Partial<Operator> = {}): { operator: Operator; asked: string[] } {
  const asked: string[] = [];
  let current = rows;
  const operator: Operator = {
    mint: () => Promise.reject(new Error('nobody mints here')),
    find: () => {
      asked.push('find');
      return Promise.resolve(current);
    },
    delete: ({ email }) => {
      asked.push(`delete ${email}`);
      current = nothing;
      return Promise.resolve();
    },
    ...deletes,
  };
  return { operator, asked };
}

test('what is there is deleted, and looked for again', async () => {
  const { operator, asked } = operatorWith(stored);

  expect(await removeRows(operator, person, now)).toEqual({ removed: { users: 1, credentials: 1 }, userId: '1' });
  expect(asked).toEqual(['find', `delete ${address}`, 'find']);
});

test('where nothing is, nothing is deleted', async () => {
  const { operator, asked } = operatorWith(nothing);

  expect(await removeRows(operator, person, now)).toEqual({ removed: noRows });
  expect(asked).toEqual(['find']);
});

test('once found, a user is known by the id as well', async () => {
  const persons: unknown[] = [];
  const { operator } = operatorWith(stored, {
    delete: (who) => {
      persons.push(who);
      return Promise.resolve();
    },
  });
  await removeRows(operator, person, now);

  expect(persons).toEqual([{ ...person, userId: '1' }]);
});

test('what is still seen for a while is waited for', async () => {
  const { operator, asked } = operatorWith(stored);
  let stale = 2;
  const find = operator.find.bind(operator);
  const lagging = {
    ...operator,
    find: (who: typeof person) =>
      asked.includes(`delete ${address}`) && stale-- > 0 ? Promise.resolve(stored) : find(who),
  };

  expect(await removeRows(lagging, person, { visibleWithinSeconds: 5 })).toMatchObject({ removed: { users: 1 } });
});

test('what is known already is not asked for', async () => {
  const { operator, asked } = operatorWith(stored);
  await removeRows(operator, person, { ...now, known: nothing });
  await removeRows(operator, person, { ...now, known: stored });

  expect(asked).toEqual([`delete ${address}`, 'find']);
});

test('nothing is deleted where a row has another address', async () => {
  const { operator, asked } = operatorWith({ ...stored, users: [{ id: '1', email: 'somebody@example.test' }] });

  expect(await removeRows(operator, person, now)).toEqual({
    removed: noRows,
    problem: 'SMOKE_SIGNUP_FIND_CMD gave rows of somebody else: nothing was deleted',
  });
  expect(asked).toEqual(['find']);
});

test("nothing is deleted where a credential is somebody else's", async () => {
  const credentials = [...stored.credentials, { id: 'def', userId: '2' }];
  const { operator, asked } = operatorWith({ ...stored, credentials });

  expect(await removeRows(operator, person, now)).toMatchObject({ removed: noRows, problem: expect.any(String) });
  expect(asked).toEqual(['find']);
});

test('a command that deletes nothing, or a part, is told', async () => {
  const { operator } = operatorWith(stored, { delete: () => Promise.resolve() });

  expect(await removeRows(operator, person, now)).toEqual({
    removed: noRows,
    userId: '1',
    problem: 'after SMOKE_SIGNUP_DELETE_CMD there is still 1 user row and 1 credential row',
  });
});

test('a credential that is left without its user is told, and both commands know whose it was', async () => {
  const known = { ...person, userId: '1', credentialId: 'abc' };
  const persons: unknown[] = [];
  let current = stored;
  const { operator } = operatorWith(stored, {
    find: (who) => {
      persons.push(who);
      return Promise.resolve(current);
    },
    delete: (who) => {
      persons.push(who);
      current = { ...stored, users: [] };
      return Promise.resolve();
    },
  });

  expect(await removeRows(operator, known, now)).toEqual({
    removed: { users: 1, credentials: 0 },
    userId: '1',
    problem: 'after SMOKE_SIGNUP_DELETE_CMD there is still no user row and 1 credential row',
  });
  expect(persons).toEqual([known, known, known]);
});

test('what must be there, and nobody finds, is deleted all the same', async () => {
  const { operator, asked } = operatorWith(nothing);

  expect(await removeRows(operator, { ...person, userId: '1' }, now)).toEqual({ removed: noRows, userId: '1' });
  expect(asked).toEqual(['find', `delete ${address}`, 'find']);
});

test('a command that fails is told', async () => {
  const { operator } = operatorWith(stored, {
    delete: () => Promise.reject(new OperatorError('SMOKE_SIGNUP_DELETE_CMD timed out after 60 s', 's3cret')),
  });

  expect(await removeRows(operator, person, now)).toMatchObject({
    problem: 'SMOKE_SIGNUP_DELETE_CMD timed out after 60 s',
  });
});

test('counts as they are spoken', () => {
  expect(spokenCount({ users: 0, credentials: 2 })).toBe('no user row and 2 credential rows');
});
