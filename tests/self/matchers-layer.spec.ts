import { expect, test } from '@playwright/test';
import { comeFromGateway, comeFromIntegration } from '../../fixtures/matchers/layer-matchers';
import { answerOf, errorBody, fromGateway, fromIntegration } from './support/answers';

const refused = (): ReturnType<typeof fromGateway> =>
  fromGateway('UnauthorizedException', { status: 401, json: errorBody('UNAUTHORIZED') });

test.describe('from the integration', () => {
  for (const [name, response] of [
    ['a success', fromIntegration({ json: {} })],
    ['a refusal of its own', fromIntegration({ status: 404, json: {} })],
    ['a 400, where nobody knows the layers', answerOf({ status: 400, json: {}, gateway: 'none' })],
    ['a 404 that talks JSON, where nobody knows the layers', answerOf({ status: 404, json: {}, gateway: 'none' })],
  ] as const) {
    test(`passes: ${name}`, () => {
      expect(comeFromIntegration(response).pass).toBe(true);
      expect(response.exchange.judged).toBe(true);
    });
  }

  for (const [name, response, problems] of [
    ['the gateway refused', refused(), ['the integration was not reached', 'the credential was refused']],
    [
      'the authorizer crashed',
      fromGateway('AuthorizerConfigurationException', { status: 500 }),
      ['the integration was not reached', '500 is a failure of the server'],
    ],
    ['a CDN', answerOf({ status: 403 }), ['the integration was not reached']],
    ['its own 500', fromIntegration({ status: 500 }), ['500 is a failure of the server']],
    ['its own 401', fromIntegration({ status: 401, json: {} }), ['the credential was refused']],
    ['a redirect', fromIntegration({ status: 302 }), ['302 is a redirect']],
    [
      'a 401, where nobody knows the layers',
      answerOf({ status: 401, gateway: 'none' }),
      ['the credential was refused'],
    ],
    ['a 404 page, where nobody knows the layers', answerOf({ status: 404, gateway: 'none' }), ['no such route']],
  ] as const) {
    test(`fails: ${name}`, () => {
      const { pass, message } = comeFromIntegration(response);

      expect(pass).toBe(false);
      expect(
        message()
          .split('\n')
          .filter((line) => line.startsWith('  - ')),
      ).toEqual(problems.map((problem) => `  - ${problem}`));
    });
  }
});

test.describe('where to look next', () => {
  for (const [type, status, hint] of [
    ['AuthorizerConfigurationException', 500, "the authorizer: its log, and the gateway's permission to invoke it"],
    [
      'MissingAuthenticationTokenException',
      403,
      'the route: it is not deployed at this stage and method, or the stage was not redeployed',
    ],
    [
      'IncompleteSignatureException',
      403,
      'the route: it is not deployed at this stage and method, or the stage was not redeployed',
    ],
    ['AccessDeniedException', 403, "the authorizer's decision: its log says why it denied"],
    ['UnauthorizedException', 401, 'the credential: the authorizer refused it, or never got it'],
    ['ForbiddenException', 403, 'the stage in SMOKE_TEST_API_URL, or a WAF rule'],
    [
      'InternalServerErrorException',
      502,
      "the function's log: it crashed, perhaps at start (a missing environment variable)",
    ],
    ['InternalServerErrorException', 504, "the function's log: it did not answer in time"],
  ] as const) {
    test(`${status} ${type}`, () => {
      expect(comeFromIntegration(fromGateway(type, { status })).message()).toContain(`\n  look at: ${hint}`);
    });
  }

  test('a 500 of the integration', () => {
    expect(comeFromIntegration(fromIntegration({ status: 500 })).message()).toBe(
      `GET /users/me as jwt: expected the integration's 2xx or 4xx, got 500 from the integration
  - 500 is a failure of the server
  body: (empty)
  ids: x-amzn-requestid: request-1, x-amz-apigw-id: gateway-1
  look at: the function's log for this request id`,
    );
  });
});

test.describe('from the gateway', () => {
  test('passes: it refused', () => {
    expect(comeFromGateway(refused()).pass).toBe(true);
  });

  test('passes: nobody knows the layers', () => {
    expect(comeFromGateway(answerOf({ status: 401, gateway: 'none' })).pass).toBe(true);
  });

  test('fails: the integration answered', () => {
    const { pass, message } = comeFromGateway(fromIntegration({ status: 401, json: errorBody('UNAUTHORIZED') }));

    expect(pass).toBe(false);
    expect(message()).toBe(
      `GET /users/me as jwt: expected an answer of the gateway, got 401 UNAUTHORIZED from the integration
  - the gateway let it pass
  body: {"error":{"code":"UNAUTHORIZED","message":"no","requestId":"request-1"}}
  ids: x-amzn-requestid: request-1, x-amz-apigw-id: gateway-1`,
    );
  });

  for (const [type, gateway] of [
    ['MissingAuthenticationTokenException', 'rest-api'],
    ['MissingAuthenticationTokenException', 'none'],
    ['IncompleteSignatureException', 'rest-api'],
  ] as const) {
    test(`fails: it knows no such route: ${type}, gateway "${gateway}"`, () => {
      const { pass, message } = comeFromGateway(fromGateway(type, { status: 403, gateway }));

      expect(pass).toBe(false);
      expect(message()).toContain('\n  - no such route is deployed\n');
    });
  }

  test('fails: something before it answered', () => {
    expect(comeFromGateway(answerOf({ status: 403 })).pass).toBe(false);
  });
});
