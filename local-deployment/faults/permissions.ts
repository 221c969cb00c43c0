import type { DynamoAction, RoleStatement } from '../data/permissions';
import { inGroup } from './fault';

export const permissionFaults = inGroup('permissions', [
  {
    name: 'profile-update-denied',
    defect: 'The function behind the profile may read its table, and not write it.',
    cause: 'The role was given read access when there was only a GET.',
    fails: ['AC11'],
    mutate: ({ functions }) => {
      revoke(functions.profile, 'dynamodb:UpdateItem', 'users');
    },
  },
  {
    name: 'profile-table-of-another-environment',
    defect: "The function behind the profile asks for the table of another environment, which its role doesn't cover.",
    cause: "The table's name was taken from the development settings.",
    fails: ['AC1', 'AC5', 'AC6', 'AC9', 'AC11', 'AC12', 'AC14'],
    mutate: ({ functions }) => {
      functions.profile.environment['USERS_TABLE'] = 'dev-users';
    },
  },
  {
    name: 'key-creation-denied',
    defect: 'The function behind the API keys may not add one to the table.',
    cause: 'The role lists single actions, and PutItem was forgotten.',
    fails: ['AC5', 'AC6', 'AC7', 'AC9', 'AC13'],
    mutate: ({ functions }) => {
      revoke(functions['api-keys'], 'dynamodb:PutItem', 'api-keys');
    },
  },
  {
    name: 'key-deletion-denied',
    defect: 'The function behind the API keys may create a key, and not delete it.',
    cause: 'Deletion is an update, which marks the key as revoked, and the role allows the deletion of items only.',
    fails: ['AC7', 'AC9', 'AC13'],
    mutate: ({ functions }) => {
      revoke(functions['api-keys'], 'dynamodb:UpdateItem', 'api-keys');
    },
  },
  {
    name: 'key-list-denied',
    defect: 'The function behind the API keys may not query the index that the list comes from.',
    cause: 'The role covers the table, and not the ARN of its indexes.',
    fails: ['AC9', 'AC13'],
    mutate: ({ functions }) => {
      revoke(functions['api-keys'], 'dynamodb:Query', 'api-keys');
    },
  },
  {
    name: 'key-lookup-denied',
    defect: 'The authorizer may not query the index in which it looks up API keys.',
    cause: 'The index was added later, and the role covers the table only.',
    fails: ['AC5', 'AC6', 'AC7', 'AC8', 'AC9'],
    mutate: ({ authorizer }) => {
      revoke(authorizer.function, 'dynamodb:Query', 'api-keys');
    },
  },
  {
    name: 'invite-list-denied',
    defect: 'The function behind the invite codes may create one, and not list them.',
    cause: 'The role covers the table, and not the ARN of its indexes.',
    fails: ['AC9'],
    mutate: ({ functions }) => {
      revoke(functions['invite-codes'], 'dynamodb:Query', 'invite-codes');
    },
  },
  {
    name: 'bucket-update-denied',
    defect: 'The function behind the profile may not write the token buckets, and fails for users who have one.',
    cause: 'The rate limiter came with a library, and its table was not added to the role.',
    fails: ['AC14'],
    mutate: ({ functions }) => {
      revoke(functions.profile, 'dynamodb:UpdateItem', 'limits');
    },
  },
]);

/** Takes one action on a table, or on its indexes, out of a role. */
function revoke(definition: { role: RoleStatement[] }, action: DynamoAction, table: string): void {
  definition.role = definition.role.map((statement) =>
    statement.table === table
      ? { ...statement, actions: statement.actions.filter((allowed) => allowed !== action) }
      : statement,
  );
}
