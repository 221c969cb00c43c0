import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';

export type DynamoAction =
  | 'dynamodb:GetItem'
  | 'dynamodb:PutItem'
  | 'dynamodb:UpdateItem'
  | 'dynamodb:DeleteItem'
  | 'dynamodb:Query'
  | 'dynamodb:Scan';

/** One Allow statement of a function's role; without an index it covers the table itself only. */
export interface RoleStatement {
  actions: DynamoAction[];
  table: string;
  index?: string;
}

export interface Attempt {
  readonly action: string;
  /** Physical name, as the caller gave it. */
  readonly table: string;
  readonly index: string | undefined;
}

/** A role allows nothing that no statement allows: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
export function isAllowed(
  attempt: Attempt,
  statements: readonly RoleStatement[],
  physicalName: (table: string) => string,
): boolean {
  return statements.some(
    (statement) =>
      statement.actions.some((action) => action === attempt.action) &&
      physicalName(statement.table) === attempt.table &&
      statement.index === attempt.index,
  );
}

/** What DynamoDB answers to a caller without permission. */
export function accessDenied(attempt: Attempt, functionName: string): DynamoDBServiceException {
  const index = attempt.index === undefined ? '' : `/index/${attempt.index}`;
  return new DynamoDBServiceException({
    name: 'AccessDeniedException',
    $fault: 'client',
    $metadata: { httpStatusCode: 400 },
    message:
      `User: arn:aws:sts::000000000000:assumed-role/${functionName}-role/${functionName} is not authorized to perform: ` +
      `${attempt.action} on resource: arn:aws:dynamodb:us-east-1:000000000000:table/${attempt.table}${index} ` +
      `because no identity-based policy allows the ${attempt.action} action`,
  });
}
