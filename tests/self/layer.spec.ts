import { expect, test } from '@playwright/test';
import { errorType, layerOf, requestIds } from '../../fixtures/client/layer';

const ids = { 'x-amzn-requestid': 'r', 'x-amz-apigw-id': 'g' };

const cases = [
  {
    name: 'REST API: its own error, as it comes',
    gateway: 'rest-api',
    answer: {
      status: 403,
      headers: { ...ids, 'x-amzn-errortype': 'MissingAuthenticationTokenException' },
      json: { message: 'Missing Authentication Token' },
    },
    layer: 'gateway',
  },
  {
    name: 'REST API: its own error, customised to look like the integration’s',
    gateway: 'rest-api',
    answer: {
      status: 401,
      headers: { ...ids, 'x-amzn-errortype': 'AccessDeniedException', 'access-control-allow-origin': '*' },
      json: { error: { code: 'EXPIRED_TOKEN', message: 'expired', requestId: 'r' } },
    },
    layer: 'gateway',
  },
  {
    name: 'REST API: a success',
    gateway: 'rest-api',
    answer: { status: 200, headers: ids, json: {} },
    layer: 'integration',
  },
  {
    name: 'REST API: the integration’s error with a bare message',
    gateway: 'rest-api',
    answer: { status: 404, headers: ids, json: { message: 'Not Found' } },
    layer: 'integration',
  },
  {
    name: 'REST API: one id is enough',
    gateway: 'rest-api',
    answer: { status: 200, headers: { 'x-amz-apigw-id': 'g' }, json: {} },
    layer: 'integration',
  },
  {
    name: 'REST API: no ids, a CDN’s page',
    gateway: 'rest-api',
    answer: { status: 403, headers: { server: 'CloudFront' }, json: undefined },
    layer: 'before the gateway',
  },
  {
    name: 'HTTP API: unknown route',
    gateway: 'http-api',
    answer: { status: 404, headers: { 'apigw-requestid': 'r' }, json: { message: 'Not Found' } },
    layer: 'gateway',
  },
  {
    name: 'HTTP API: its JWT authorizer',
    gateway: 'http-api',
    answer: { status: 401, headers: { 'apigw-requestid': 'r' }, json: { message: 'Unauthorized' } },
    layer: 'gateway',
  },
  {
    name: 'HTTP API: the integration’s error has more than a message',
    gateway: 'http-api',
    answer: { status: 400, headers: { 'apigw-requestid': 'r' }, json: { message: 'no', code: 'VALIDATION_ERROR' } },
    layer: 'integration',
  },
  {
    name: 'HTTP API: a success whose body is a message',
    gateway: 'http-api',
    answer: { status: 200, headers: { 'apigw-requestid': 'r' }, json: { message: 'hello' } },
    layer: 'integration',
  },
  {
    name: 'HTTP API: no id',
    gateway: 'http-api',
    answer: { status: 502, headers: {}, json: { message: 'Bad Gateway' } },
    layer: 'before the gateway',
  },
  {
    name: 'no gateway: nobody knows',
    gateway: 'none',
    answer: { status: 401, headers: { ...ids, 'x-amzn-errortype': 'UnauthorizedException' }, json: {} },
    layer: 'undetermined',
  },
] as const;

for (const { name, gateway, answer, layer } of cases) {
  test(name, () => {
    expect(layerOf(answer, gateway)).toBe(layer);
  });
}

test('all ids are given, with their names', () => {
  expect(requestIds({ ...ids, 'apigw-requestid': 'h', 'content-type': 'text/plain' })).toEqual([
    'x-amzn-requestid: r',
    'x-amz-apigw-id: g',
    'apigw-requestid: h',
  ]);
});

test('the error type comes without its URI', () => {
  expect(errorType({ 'x-amzn-errortype': 'AccessDeniedException:http://internal.amazon.com/coral/' })).toBe(
    'AccessDeniedException',
  );
});

test('no error type where the gateway named none', () => {
  expect(errorType({})).toBeUndefined();
});
