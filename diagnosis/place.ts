/** Where in AWS an answer came from, for commands: what is not known is a placeholder in angle brackets. */
export interface Place {
  kind: 'rest-api' | 'http-api';
  region: string;
  api: string;
  stage: string;
  /** The gateway's id of the request. */
  request: string;
}

/** What is known of the request that a command is about. */
export interface Known {
  /** As it was asked, or the API's own URL with its stage. */
  url?: string | undefined;
  requestId?: string | undefined;
  kind?: Place['kind'] | undefined;
}

/** Region and API id are in the host name that API Gateway gives; a domain of one's own hides them. */
export function placeOf({ url, requestId, kind = 'rest-api' }: Known): Place {
  const read = url !== undefined && URL.canParse(url) ? new URL(url) : undefined;
  const [, api, region] = /^([a-z0-9]+)\.execute-api\.([a-z0-9-]+)\.amazonaws\.com/.exec(read?.hostname ?? '') ?? [];
  // Every path below such a host begins with the stage; an HTTP API's default stage has none.
  const stage = api === undefined || kind === 'http-api' ? undefined : read?.pathname.split('/')[1];
  return {
    kind,
    region: region ?? "'<region>'",
    api: api ?? "'<api-id>'",
    stage: stage === undefined || stage === '' ? '<stage>' : stage,
    request: requestId ?? '<request-id>',
  };
}

/** The log group of a stage begins with it. */
export const EXECUTION_LOGS = 'API-Gateway-Execution-Logs';

const meanings: Readonly<Record<string, string>> = {
  '<region>': 'the AWS region',
  '<api-id>': 'of the API (aws apigateway get-rest-apis, or apigatewayv2 get-apis)',
  '<stage>': 'the deployed stage',
  '<request-id>': "the failed answer's, in the report",
  '<authorizer-id>': 'see aws apigateway get-authorizers',
  '<function>': 'the name of the function behind the route',
  '<authorizer-function>': "the name of the authorizer's function",
  '<role-arn>': "the function's role (aws lambda get-function-configuration)",
  '<table-arn>': "the table's ARN, or its index's (…/index/name)",
  '<table>': "the table's name",
};

/** What the placeholders of a command stand for, and what it needs, in one line; undefined where there is nothing to say. */
export function legendOf(command: string): string | undefined {
  const used = [...new Set(command.match(/<[a-z-]+>/g) ?? [])];
  const said = [
    ...used.map((name) => `${name} ${meanings[name] ?? ''}`.trim()),
    ...(command.includes(EXECUTION_LOGS) ? [`${EXECUTION_LOGS} there only where the stage logs executions`] : []),
  ];
  return said.length === 0 ? undefined : said.join('; ');
}
