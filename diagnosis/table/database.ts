import { allowed, variables } from '../commands';
import type { Entry } from '../entry';

const fails = {
  origin: 'integration',
  status: /^500/,
  scenarios: ['AC1', 'AC5', 'AC6', 'AC7', 'AC9', 'AC11', 'AC12', 'AC13'],
} as const;

/** The table behind a function, as the method that fails alone tells. */
export const database: readonly Entry[] = [
  {
    id: 'table-not-readable',
    cause:
      "the function behind {requests} can't read its table: it has the name of another environment's table, or its role may not read it (dynamodb:GetItem)",
    next: [
      "compare the table's name in the function's environment with the table of this stack",
      'then its role: AccessDenied in the log names action and ARN',
    ],
    command: allowed('GetItem', 'Query'),
    where: { ...fails, scenarios: [...fails.scenarios, 'AC14'] },
    failed: ['AC1'],
  },
  {
    id: 'update-fails',
    cause:
      'the function behind {requests} may read its table, and not write it: dynamodb:UpdateItem (or PutItem) is missing in its role',
    next: ['read AccessDenied in its log, which names action and ARN, and add the action to the role'],
    command: allowed('UpdateItem', 'PutItem'),
    where: { ...fails, request: /^(PATCH|PUT) / },
    passed: ['AC1'],
  },
  {
    id: 'creation-fails',
    cause: 'the function behind {requests} may not add to its table: dynamodb:PutItem is missing in its role',
    next: ['read AccessDenied in its log, which names action and ARN, and add the action to the role'],
    command: allowed('PutItem'),
    where: { ...fails, request: /^POST / },
    passed: ['AC1'],
  },
  {
    id: 'deletion-fails',
    cause:
      'the function behind {requests} may not delete: dynamodb:DeleteItem (or UpdateItem, where what is deleted is only marked) is missing in its role',
    next: ['read AccessDenied in its log, which names action and ARN, and add the action to the role'],
    command: allowed('DeleteItem', 'UpdateItem'),
    where: { ...fails, request: /^DELETE / },
    passed: ['AC1'],
  },
  {
    id: 'list-fails',
    cause:
      'the function behind {requests} may not read the index that the list comes from: its role covers the table, and not its indexes (dynamodb:Query on …/index/*)',
    next: ["read AccessDenied in its log, and add the ARN of the table's indexes to the role"],
    command: allowed('Query'),
    where: { ...fails, request: /^GET / },
    passed: ['AC1'],
  },
  {
    id: 'bucket-not-writable',
    cause:
      "the function behind {requests} fails for who has a rate limit only: it may not write the limiter's table, or lacks its name",
    next: ["add the limiter's table to the role (dynamodb:UpdateItem), and its name to the environment"],
    command: variables,
    where: { scenarios: ['AC14'], got: /^\d+ × 500$/ },
    passed: ['AC1'],
  },
];
