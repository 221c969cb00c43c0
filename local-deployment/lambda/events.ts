/**
 * What crosses the border between gateway and functions, as API Gateway's REST API defines it:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export interface ProxyEvent {
  readonly resource: string;
  readonly path: string;
  readonly httpMethod: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly multiValueHeaders: Readonly<Record<string, readonly string[]>>;
  readonly queryStringParameters: Readonly<Record<string, string>> | null;
  readonly multiValueQueryStringParameters: Readonly<Record<string, readonly string[]>> | null;
  readonly pathParameters: Readonly<Record<string, string>> | null;
  readonly stageVariables: null;
  readonly requestContext: RequestContext;
  readonly body: string | null;
  readonly isBase64Encoded: false;
}

export interface RequestContext {
  readonly requestId: string;
  readonly apiId: string;
  readonly stage: string;
  readonly httpMethod: string;
  readonly resourcePath: string;
  /** With the stage. */
  readonly path: string;
  readonly requestTimeEpoch: number;
  readonly identity: { readonly sourceIp: string; readonly userAgent: string | null };
  /** Absent on a route without an authorizer. */
  readonly authorizer?: Readonly<Record<string, string>>;
}

/** An authorizer never sees the body. */
export interface AuthorizerEvent extends ProxyEvent {
  readonly body: null;
  readonly type: 'REQUEST';
  readonly methodArn: string;
}

export interface ProxyResult {
  statusCode: number;
  headers?: Record<string, string>;
  body?: string;
}

export interface AuthorizerResult {
  principalId: string;
  policyDocument: { Version: '2012-10-17'; Statement: PolicyStatement[] };
  /** Handed to the function, and to gateway responses as `$context.authorizer.<key>`. */
  context?: Record<string, string>;
}

export interface PolicyStatement {
  Action: 'execute-api:Invoke';
  Effect: 'Allow' | 'Deny';
  Resource: string[];
}
