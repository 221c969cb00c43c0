import { expect, test } from '@playwright/test';
import { defaultContract } from '../../contract';
import { allowCors } from '../../fixtures/matchers/cors-matcher';
import { fromGateway, fromIntegration, type Given } from './support/answers';
import { contractWith } from './support/contract';

const origin = 'https://app.example.com';
const allow = {
  'access-control-allow-origin': origin,
  'access-control-allow-methods': 'GET,PATCH,OPTIONS',
  'access-control-allow-headers': 'Content-Type, Authorization, X-Api-Key',
};

function judge(headers: Record<string, string>, methods: readonly string[] = ['GET', 'PATCH'], given: Given = {}) {
  const request = 'OPTIONS /users/me as anonymous';
  const response = fromIntegration({ request, status: 204, ...given, headers });
  return { response, ...allowCors(response, { origin, methods }, defaultContract) };
}

test.describe('passes', () => {
  for (const [name, headers] of [
    ['the origin, the methods and the headers by name', allow],
    ['any origin', { ...allow, 'access-control-allow-origin': '*' }],
    ['any method', { ...allow, 'access-control-allow-methods': '*' }],
    ['any header, with Authorization by name', { ...allow, 'access-control-allow-headers': '*, Authorization' }],
    [
      'names of headers in another case',
      { ...allow, 'access-control-allow-headers': 'AUTHORIZATION,content-type,X-API-KEY' },
    ],
    ['with credentials, all by name', { ...allow, 'access-control-allow-credentials': 'true' }],
    [
      'credentials that are not "true"',
      { ...allow, 'access-control-allow-origin': '*', 'access-control-allow-credentials': 'false' },
    ],
  ] as const) {
    test(name, () => {
      const { pass, response } = judge(headers);

      expect(pass).toBe(true);
      expect(response.exchange.judged).toBe(true);
    });
  }

  test('with 200', () => {
    expect(judge(allow, ['GET'], { status: 200 }).pass).toBe(true);
  });

  test('with what the contract demands', () => {
    const contract = contractWith({ cors: { statuses: [202], headers: ['X-Tenant'] } });
    const response = fromIntegration({
      status: 202,
      headers: { ...allow, 'access-control-allow-headers': 'x-tenant' },
    });

    expect(allowCors(response, { origin, methods: ['GET'] }, contract).pass).toBe(true);
  });
});

test.describe('fails', () => {
  for (const [name, headers, problem] of [
    [
      'another origin',
      { ...allow, 'access-control-allow-origin': 'https://other.example.com' },
      'access-control-allow-origin is https://other.example.com, which does not admit https://app.example.com',
    ],
    [
      'the origin with a slash',
      { ...allow, 'access-control-allow-origin': `${origin}/` },
      'access-control-allow-origin is https://app.example.com/, which does not admit https://app.example.com',
    ],
    [
      'a list of origins, which no browser reads',
      { ...allow, 'access-control-allow-origin': `${origin}, https://other.example.com` },
      'access-control-allow-origin is https://app.example.com, https://other.example.com, which does not admit https://app.example.com',
    ],
    [
      'a method is missing',
      { ...allow, 'access-control-allow-methods': 'GET' },
      'access-control-allow-methods lacks PATCH',
    ],
    [
      'methods in lower case',
      { ...allow, 'access-control-allow-methods': 'get,patch' },
      'access-control-allow-methods lacks GET, PATCH',
    ],
    [
      'a header is missing',
      { ...allow, 'access-control-allow-headers': 'content-type,authorization' },
      'access-control-allow-headers lacks x-api-key',
    ],
    [
      'any header, which does not cover Authorization',
      { ...allow, 'access-control-allow-headers': '*' },
      'access-control-allow-headers lacks authorization',
    ],
    [
      'any origin with credentials',
      { ...allow, 'access-control-allow-origin': '*', 'access-control-allow-credentials': 'true' },
      'access-control-allow-origin is *, which does not admit https://app.example.com',
    ],
    [
      'any method with credentials',
      { ...allow, 'access-control-allow-methods': '*', 'access-control-allow-credentials': 'true' },
      'access-control-allow-methods lacks GET, PATCH',
    ],
    [
      'any header with credentials',
      { ...allow, 'access-control-allow-headers': '*, Authorization', 'access-control-allow-credentials': 'true' },
      'access-control-allow-headers lacks content-type, x-api-key',
    ],
  ] as const) {
    test(name, () => {
      const { pass, message } = judge(headers);

      expect(pass).toBe(false);
      expect(
        message()
          .split('\n')
          .filter((line) => line.startsWith('  - ')),
      ).toEqual([`  - ${problem}`]);
    });
  }

  test('no CORS at all', () => {
    const response = fromGateway('MissingAuthenticationTokenException', {
      request: 'OPTIONS /users/me as anonymous',
      status: 403,
      json: { message: 'Missing Authentication Token' },
    });

    expect(allowCors(response, { origin, methods: ['GET', 'PATCH'] }, defaultContract).message()).toBe(
      `OPTIONS /users/me as anonymous: expected a preflight that admits GET, PATCH from https://app.example.com, got 403 from the gateway (MissingAuthenticationTokenException)
  - status is 403, not 200 or 204
  - access-control-allow-origin is missing, which does not admit https://app.example.com
  - access-control-allow-methods lacks GET, PATCH
  - access-control-allow-headers lacks authorization, content-type, x-api-key
  body: {"message":"Missing Authentication Token"}
  ids: x-amzn-requestid: request-1, x-amz-apigw-id: gateway-1
  look at: the route: it is not deployed at this stage and method, or the stage was not redeployed`,
    );
  });
});
