import { randomBytes, randomUUID } from 'node:crypto';

export interface RequestIds {
  /** `$context.requestId`, and the header x-amzn-RequestId. */
  readonly requestId: string;
  /** `$context.extendedRequestId`, and the header x-amz-apigw-id. */
  readonly extendedRequestId: string;
  readonly traceId: string;
}

export function createRequestIds(nowMs: number): RequestIds {
  const seconds = Math.floor(nowMs / 1000).toString(16);
  return {
    requestId: randomUUID(),
    extendedRequestId: randomBytes(11).toString('base64'),
    traceId: `Root=1-${seconds}-${randomBytes(12).toString('hex')};Parent=${randomBytes(8).toString('hex')};Sampled=0`,
  };
}

/** On every response of the gateway, its own errors included. */
export function idHeaders(ids: RequestIds): Record<string, string> {
  return { 'x-amzn-RequestId': ids.requestId, 'x-amz-apigw-id': ids.extendedRequestId };
}
