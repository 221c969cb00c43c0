import type { Answer } from '../gateway/answer';

export interface HttpApiRoute {
  /** `ANY` is for those that have no route of their own. */
  method: string;
  /** `/exercises/{id}` */
  path: string;
  function: string;
  /** On: only who has a token of the JWT authorizer's issuer reaches the function. */
  authorizer: boolean;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html */
export interface HttpApiCors {
  /** `https://*` is for all of one scheme. */
  origins: string[];
  methods: string[];
  headers: string[];
  credentials: boolean;
  maxAgeSeconds: number;
}

export interface HttpApiRequest {
  readonly method: string;
  readonly path: string;
  /** What the gateway gets to see of it. */
  readonly origin: string | undefined;
}

/** What lies in front of the gateway, and may change what passes. */
export type HttpApiFront = (
  request: HttpApiRequest,
  gateway: (request: HttpApiRequest) => Promise<Answer>,
) => Promise<Answer>;
