import { expect, test } from '@playwright/test';
import { defaultContract } from '../../contract';
import type { ApiResponse } from '../../fixtures/client/client';
import { haveChangedNothing, proveDeployed } from '../../fixtures/matchers/layer-matchers';
import type { Probed } from '../../fixtures/prober';
import { errorBody, fromGateway, fromIntegration } from './support/answers';

const refused = (): ApiResponse =>
  fromGateway('UnauthorizedException', { status: 401, json: errorBody('UNAUTHORIZED') });

test.describe('a probe proves that its route is deployed', () => {
  const probed = (response: ApiResponse, more: Partial<Probed> = {}): Probed => ({ response, refused: false, ...more });
  const proven = (...probes: Probed[]): boolean => proveDeployed(probes, defaultContract).pass;

  test('passes: every credential reached the integration', () => {
    expect(proven(probed(fromIntegration({ json: {} })), probed(fromIntegration({ status: 400 })))).toBe(true);
  });

  test('passes: a probe that must be refused is', () => {
    expect(proven(probed(fromIntegration({ status: 400 }), { refused: true }))).toBe(true);
  });

  test('passes: the gateway guards what was sent without credentials', () => {
    expect(proven(probed(refused(), { withoutCredentials: 'why', refused: true }))).toBe(true);
  });

  test('fails: without credentials, the integration was reached', () => {
    const response = fromIntegration({ status: 401, json: errorBody('UNAUTHORIZED') });

    expect(proven(probed(response, { withoutCredentials: 'why' }))).toBe(false);
  });

  test('fails: one of several, which is the only one told of', () => {
    const request = 'POST /users/api-keys as apiKey:full';
    const probes = [probed(fromIntegration({ json: {} })), probed({ ...refused(), request })];
    const { pass, message } = proveDeployed(probes, defaultContract);

    expect(pass).toBe(false);
    expect(message()).toBe(
      `POST /users/api-keys as apiKey:full: expected the integration's 2xx or 4xx, got 401 UNAUTHORIZED from the gateway (UnauthorizedException)
  - the integration was not reached
  - the credential was refused
  body: {"error":{"code":"UNAUTHORIZED","message":"no","requestId":"request-1"}}
  ids: x-amzn-requestid: request-1, x-amz-apigw-id: gateway-1
  look at: the credential: the authorizer refused it, or never got it`,
    );
  });

  test('fails: the integration refused the credential with 401', () => {
    expect(proven(probed(fromIntegration({ status: 401, json: errorBody('UNAUTHORIZED') }), { refused: true }))).toBe(
      false,
    );
  });

  test('fails: it created something', () => {
    const response = fromIntegration({ request: 'POST /posts as jwt', status: 201, json: { id: '1' } });

    expect(haveChangedNothing({ response, refused: false }).message()).toBe(
      `POST /posts as jwt: expected a refusal, got 201 from the integration
  - the probe succeeded, and may have created or changed something: see probes.routes in the contract
  body: {"id":"1"}
  ids: x-amzn-requestid: request-1, x-amz-apigw-id: gateway-1`,
    );
    expect(proven(probed(response))).toBe(false);
  });

  for (const status of [200, 204]) {
    test(`fails: it had to be refused, and got ${status}`, () => {
      const response = fromIntegration({ status });

      expect(proven(probed(response, { refused: true }))).toBe(false);
      expect(proven(probed(response))).toBe(true);
    });
  }

  test('fails: it knows no such route, whatever its code says', () => {
    const { noCredentials } = defaultContract.errors;
    const response = fromGateway('MissingAuthenticationTokenException', {
      status: noCredentials.status,
      json: errorBody(noCredentials.code ?? ''),
    });

    expect(proven(probed(response, { withoutCredentials: 'why' }))).toBe(false);
  });
});
