/**
 * What crosses the border between gateway and functions, as API Gateway's HTTP API defines it in payload format 2.0:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export interface HttpEvent {
  readonly version: '2.0';
  /** `GET /exercises/{id}` */
  readonly routeKey: string;
  readonly rawPath: string;
  /** Without the question mark. */
  readonly rawQueryString: string;
  /** `name=value` each; absent where there is none. */
  readonly cookies?: readonly string[];
  /** Under lower-case names, without the cookies; several of one name are joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly pathParameters?: Readonly<Record<string, string>>;
  readonly requestContext: HttpRequestContext;
  /** Absent where there is none. */
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

export interface HttpRequestContext {
  readonly accountId: string;
  readonly apiId: string;
  readonly domainName: string;
  readonly http: {
    readonly method: string;
    readonly path: string;
    readonly protocol: string;
    readonly sourceIp: string;
    readonly userAgent: string;
  };
  readonly requestId: string;
  readonly routeKey: string;
  readonly stage: '$default';
  readonly timeEpoch: number;
}

export interface HttpResult {
  statusCode: number;
  headers?: Record<string, string>;
  /** One Set-Cookie header each. */
  cookies?: string[];
  body?: string;
}
