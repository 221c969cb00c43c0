import { EXECUTION_LOGS, type Place } from './place';

// What can be asked of AWS about a failure, as a command to paste. Names of variables are shown, never their values.

/** The last hour of a log group; the query's result takes some seconds. */
function insights(region: string, group: string, filter: string): string {
  return [
    `id=$(aws logs start-query --region ${region} --log-group-name '${group}'`,
    '--start-time $(($(date +%s) - 3600)) --end-time $(date +%s) --query queryId --output text',
    `--query-string 'fields @timestamp, @message | filter ${filter} | sort @timestamp asc | limit 50');`,
    `sleep 5; aws logs get-query-results --region ${region} --query-id "$id"`,
  ].join(' ');
}

/** What the gateway did for this request: authorizer, integration, errors. Needs the stage's execution logging. */
export function gatewayLog({ kind, region, api, stage, request }: Place): string {
  if (kind === 'http-api') return functionLog({ region });
  const group = `${EXECUTION_LOGS}_${api.replaceAll("'", '')}/${stage}`;
  return insights(region, group, `@message like "${request}"`);
}

const crashes = '@message like /ERROR|Exception|AccessDenied|Task timed out|ImportModule/';

export function functionLog({ region }: Pick<Place, 'region'>): string {
  return insights(region, '/aws/lambda/<function>', crashes);
}

export function authorizerLog({ region }: Pick<Place, 'region'>): string {
  return insights(region, '/aws/lambda/<authorizer-function>', crashes);
}

/** Has the gateway ask the authorizer, and shows its answer and log. REST APIs only. */
export function testAuthorizer({ kind, region, api }: Place): string {
  if (kind === 'http-api') return authorizerLog({ region });
  return `aws apigateway test-invoke-authorizer --region ${region} --rest-api-id ${api} --authorizer-id '<authorizer-id>' --headers Authorization="Bearer $SMOKE_TEST_CLERK_JWT"`;
}

export function testAuthorizerWithKey({ kind, region, api }: Place): string {
  if (kind === 'http-api') return authorizerLog({ region });
  return `aws apigateway test-invoke-authorizer --region ${region} --rest-api-id ${api} --authorizer-id '<authorizer-id>' --headers x-api-key=smoke-no-such-key`;
}

/** Who may invoke a function, from which source ARN. */
export function invokePermission({ region }: Place): string {
  return `aws lambda get-policy --region ${region} --function-name '<function>' --query Policy --output text`;
}

/** The names of a function's variables. */
export function variables({ region }: Place): string {
  return `aws lambda get-function-configuration --region ${region} --function-name '<function>' --query 'keys(Environment.Variables)'`;
}

/** Whether a function's role allows an action on a table. */
export function allowed(...actions: readonly string[]): (place: Place) => string {
  return () =>
    `aws iam simulate-principal-policy --policy-source-arn '<role-arn>' --action-names ${actions.map((action) => `dynamodb:${action}`).join(' ')} --resource-arns '<table-arn>' --query 'EvaluationResults[].[EvalActionName,EvalDecision]' --output text`;
}

/** The routes of the API, as they are declared; a stage has those of its last deployment. */
export function routes({ kind, region, api }: Place): string {
  return kind === 'http-api'
    ? `aws apigatewayv2 get-routes --region ${region} --api-id ${api} --query 'Items[].[RouteKey,AuthorizationType]' --output text`
    : `aws apigateway get-resources --region ${region} --rest-api-id ${api} --embed methods --query 'items[].[path,keys(resourceMethods||\`{}\`)]' --output json`;
}

export function deploy({ kind, region, api, stage }: Place): string {
  return kind === 'http-api'
    ? routes({ kind, region, api, stage, request: '' })
    : `aws apigateway create-deployment --region ${region} --rest-api-id ${api} --stage-name '${stage}'`;
}

export function gatewayResponses({ region, api }: Place): string {
  return `aws apigateway get-gateway-responses --region ${region} --rest-api-id ${api} --query 'items[].[responseType,statusCode,responseTemplates]'`;
}

export function authorizers({ kind, region, api }: Place): string {
  return kind === 'http-api'
    ? `aws apigatewayv2 get-authorizers --region ${region} --api-id ${api}`
    : `aws apigateway get-authorizers --region ${region} --rest-api-id ${api}`;
}

export function stageLimits({ kind, region, api, stage }: Place): string {
  return kind === 'http-api'
    ? `aws apigatewayv2 get-stages --region ${region} --api-id ${api} --query 'Items[].DefaultRouteSettings'`
    : `aws apigateway get-stage --region ${region} --rest-api-id ${api} --stage-name '${stage}' --query '[methodSettings,webAclArn]'`;
}
