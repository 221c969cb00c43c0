import type { RoleStatement } from '../data/permissions';
import type { Entry } from '../functions/exercises/entries';
import { inGroup } from './fault';
import { changed } from './parts';

/** How it is recorded who has solved what. */
export const progressRecordFaults = inGroup('progress', [
  {
    name: 'progress-table-not-injected',
    defect: 'The function behind the progress crashes at its start.',
    cause: "The table's name was added to the code, and not to the function's environment.",
    fails: ['OA5', 'PR3', 'PR4', 'PR5', 'PR6', 'PR8'],
    mutate: ({ progress: { functions } }) => {
      delete functions.progress.environment['PROGRESS_TABLE'];
    },
  },
  {
    name: 'progress-not-invocable-for-posts',
    defect: 'The gateway may invoke the function behind the progress for GET and DELETE, and not for POST.',
    cause: 'The source ARN of its permission names the methods that it had at first.',
    fails: ['OA5', 'PR3', 'PR4', 'PR5', 'PR6', 'PR8'],
    mutate: ({ progress: { functions } }) => {
      functions.progress.invocableFrom = ['*/GET/*', '*/DELETE/*'];
    },
  },
  {
    name: 'progress-update-denied',
    defect: 'The function behind the progress may read its table, and not write it.',
    cause: 'The role was given read access when there was only a list.',
    fails: ['PR4', 'PR5', 'PR6', 'PR8'],
    mutate: ({ progress: { functions } }) => {
      revoke(functions.progress.role, 'dynamodb:UpdateItem');
    },
  },
  {
    name: 'progress-removal-denied',
    defect: 'What was recorded can be seen, and not removed.',
    cause: 'The route came later than the role of its function, which lacks DeleteItem.',
    fails: ['PR4', 'PR5', 'PR6', 'PR8'],
    mutate: ({ progress: { functions } }) => {
      revoke(functions.progress.role, 'dynamodb:DeleteItem');
    },
  },
  {
    name: 'completed-at-overwritten',
    defect: 'Each new attempt changes the time at which an exercise was solved.',
    cause: 'The write sets it whatever is there already.',
    fails: ['PR4', 'PR8'],
    mutate: ({ progress: { parts } }) => {
      const { entries } = parts.progress;
      parts.progress.entries = (environment, aws) => ({
        ...entries(environment, aws),
        async solved(userId, exerciseId, nowMs) {
          const { UpdateCommand } = await import('@aws-sdk/lib-dynamodb');
          const { Attributes } = await aws.dynamo.send(
            new UpdateCommand({
              TableName: environment['PROGRESS_TABLE'],
              Key: { userId, exerciseId },
              UpdateExpression: 'SET completedAt = :now ADD attempts :one',
              ExpressionAttributeValues: { ':now': new Date(nowMs).toISOString(), ':one': 1 },
              ReturnValues: 'ALL_NEW',
            }),
          );
          return Attributes as Entry;
        },
      });
    },
  },
  {
    name: 'attempts-written-back',
    defect: 'Of attempts at the same time, all but one are lost.',
    cause: 'The count is read, raised by one and written back.',
    fails: ['PR5'],
    mutate: ({ progress: { parts, functions } }) => {
      const { entries } = parts.progress;
      functions.progress.role.push({ actions: ['dynamodb:PutItem'], table: 'progress' });
      parts.progress.entries = (environment, aws) => {
        const original = entries(environment, aws);
        return {
          ...original,
          async solved(userId, exerciseId, nowMs) {
            const before = (await original.list(userId)).find((entry) => entry.exerciseId === exerciseId);
            const completedAt = before?.completedAt ?? new Date(nowMs).toISOString();
            const entry = { exerciseId, attempts: (before?.attempts ?? 0) + 1, completedAt };
            const { PutCommand } = await import('@aws-sdk/lib-dynamodb');
            const TableName = environment['PROGRESS_TABLE'];
            await aws.dynamo.send(new PutCommand({ TableName, Item: { userId, ...entry } }));
            return entry;
          },
        };
      };
    },
  },
  {
    name: 'attempts-not-counted',
    defect: 'An exercise that was solved before is not counted again.',
    cause: 'What is recorded already is left as it is, so that recording is idempotent.',
    fails: ['PR4', 'PR5', 'PR6', 'PR8'],
    mutate: ({ progress: { parts } }) => {
      parts.progress.present = ({ exerciseId, completedAt }) => ({ exerciseId, attempts: 1, completedAt });
    },
  },
  {
    name: 'attempts-counted-twice',
    defect: 'Each attempt counts twice.',
    cause: 'A retry of the client library sends again what has succeeded.',
    fails: ['PR4', 'PR5', 'PR6', 'PR8'],
    mutate: ({ progress: { parts } }) => {
      parts.progress.entries = changed(parts.progress.entries, (entries) => ({
        async solved(...attempt) {
          await entries.solved(...attempt);
          return entries.solved(...attempt);
        },
      }));
    },
  },
  {
    name: 'completed-at-missing',
    defect: 'Progress does not say when an exercise was solved.',
    cause: 'The attribute is written, and the serializer does not know it.',
    fails: ['PR4', 'PR5', 'PR6', 'PR8'],
    mutate: ({ progress: { parts } }) => {
      parts.progress.present = ({ exerciseId, attempts }) => ({ exerciseId, attempts });
    },
  },
  {
    name: 'completed-long-ago',
    defect: 'Exercises are said to have been solved in January of 1970.',
    cause: 'Seconds are given to a function that takes milliseconds.',
    fails: ['PR4', 'PR5', 'PR6', 'PR8'],
    mutate: ({ progress: { parts } }) => {
      parts.progress.entries = changed(parts.progress.entries, (entries) => ({
        solved: (userId, exerciseId, nowMs) => entries.solved(userId, exerciseId, Math.floor(nowMs / 1000)),
      }));
    },
  },
  {
    name: 'progress-never-listed',
    defect: 'What was recorded is not in the list.',
    cause: 'The list comes from a cache that only a job at night fills.',
    fails: ['PR4', 'PR5', 'PR6', 'PR8'],
    mutate: ({ progress: { parts } }) => {
      parts.progress.entries = changed(parts.progress.entries, () => ({ list: () => Promise.resolve([]) }));
    },
  },
]);

function revoke(role: RoleStatement[], action: RoleStatement['actions'][number]): void {
  for (const statement of role) statement.actions = statement.actions.filter((allowed) => allowed !== action);
}
