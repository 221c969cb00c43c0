import type { Answer } from './answer';
import { idHeaders } from './request-ids';
import type { RequestIds } from './request-ids';

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
export type GatewayResponseType =
  | 'UNAUTHORIZED'
  | 'ACCESS_DENIED'
  | 'MISSING_AUTHENTICATION_TOKEN'
  | 'INVALID_SIGNATURE'
  | 'AUTHORIZER_CONFIGURATION_ERROR'
  | 'API_CONFIGURATION_ERROR'
  | 'INTEGRATION_FAILURE'
  | 'INTEGRATION_TIMEOUT'
  | 'WAF_FILTERED'
  | 'DEFAULT_4XX'
  | 'DEFAULT_5XX';

/** A customised gateway response; what it leaves out stays as it is by default. */
export interface GatewayResponse {
  status?: number;
  /** With `$context.requestId`, `$context.error.messageString`, `$context.authorizer.<key>` and the like. */
  body?: string;
  headers?: Record<string, string>;
}

export type GatewayResponses = Partial<Record<GatewayResponseType, GatewayResponse>>;

interface Kind {
  readonly status: number;
  readonly errorType: string;
  readonly body: string;
}

const message = '{"message":$context.error.messageString}';
const spaced = '{"message": $context.error.messageString}';
const internal = 'InternalServerErrorException';

const kinds: Record<Exclude<GatewayResponseType, 'DEFAULT_4XX' | 'DEFAULT_5XX'>, Kind> = {
  UNAUTHORIZED: { status: 401, errorType: 'UnauthorizedException', body: message },
  ACCESS_DENIED: { status: 403, errorType: 'AccessDeniedException', body: '{"Message":$context.error.messageString}' },
  MISSING_AUTHENTICATION_TOKEN: { status: 403, errorType: 'MissingAuthenticationTokenException', body: message },
  INVALID_SIGNATURE: { status: 403, errorType: 'IncompleteSignatureException', body: message },
  AUTHORIZER_CONFIGURATION_ERROR: { status: 500, errorType: 'AuthorizerConfigurationException', body: message },
  API_CONFIGURATION_ERROR: { status: 500, errorType: internal, body: spaced },
  INTEGRATION_FAILURE: { status: 502, errorType: internal, body: spaced },
  INTEGRATION_TIMEOUT: { status: 504, errorType: internal, body: spaced },
  WAF_FILTERED: { status: 403, errorType: 'ForbiddenException', body: message },
};

/** A request that the gateway itself refuses or fails. */
export class GatewayRefusal extends Error {
  constructor(
    readonly type: keyof typeof kinds,
    readonly text: string | null,
    /** What the authorizer's policy came with. */
    readonly authorizerContext: Readonly<Record<string, string>> = {},
  ) {
    super(text ?? type);
  }
}

export function renderRefusal(refusal: GatewayRefusal, responses: GatewayResponses, ids: RequestIds): Answer {
  const kind = kinds[refusal.type];
  const custom = responses[refusal.type] ?? responses[kind.status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX'];
  return {
    status: custom?.status ?? kind.status,
    headers: {
      'Content-Type': 'application/json',
      ...idHeaders(ids),
      'x-amzn-ErrorType': kind.errorType,
      ...custom?.headers,
    },
    body: render(custom?.body ?? kind.body, refusal, ids),
  };
}

/** Not to be customised: without a stage there is no API whose responses could be. */
export function renderForbidden(ids: RequestIds): Answer {
  return {
    status: 403,
    headers: { 'Content-Type': 'application/json', ...idHeaders(ids), 'x-amzn-ErrorType': 'ForbiddenException' },
    body: '{"message":"Forbidden"}',
  };
}

function render(template: string, refusal: GatewayRefusal, ids: RequestIds): string {
  const values: Record<string, string> = {
    requestId: ids.requestId,
    extendedRequestId: ids.extendedRequestId,
    'error.message': refusal.text ?? '',
    'error.messageString': JSON.stringify(refusal.text),
    'error.responseType': refusal.type,
  };
  for (const [key, value] of Object.entries(refusal.authorizerContext)) values[`authorizer.${key}`] = value;
  return template.replace(/\$context\.(\w+(?:\.\w+)?)/g, (_match, name: string) => values[name] ?? '');
}
