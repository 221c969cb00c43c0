import { expect, test } from '@playwright/test';
import { defaultContract } from '../../contract';
import { show } from '../../fixtures/matchers/contract-matchers';
import { fromGateway, fromIntegration } from './support/answers';
import { contractWith } from './support/contract';

const ada = { userId: 'user_1', email: 'ada@example.com', role: 'user', createdAt: '2026-01-02T03:04:05Z' };

for (const [name, json, expected] of [
  ['these values, whatever the others are', { ...ada, displayName: 'Ada' }, { displayName: 'Ada', role: 'user' }],
  ['a number for an id', { ...ada, userId: 7 }, { userId: '7' }],
  ['in the envelope', { data: { ...ada, displayName: 'Ada' } }, { displayName: 'Ada' }],
  ['no name: missing', ada, { displayName: null }],
  ['no name: null', { ...ada, displayName: null }, { displayName: '' }],
  ['no name: empty', { ...ada, displayName: '' }, { displayName: undefined }],
] as const) {
  test(`passes: ${name}`, () => {
    const response = fromIntegration({ json });

    expect(show(response, expected, defaultContract).pass).toBe(true);
    expect(response.exchange.judged).toBe(true);
  });
}

test('passes: where the contract says', () => {
  const contract = contractWith({ profile: { fields: { displayName: 'settings.name' } } });

  expect(show(fromIntegration({ json: { settings: { name: 'Ada' } } }), { displayName: 'Ada' }, contract).pass).toBe(
    true,
  );
});

test('fails: other values', () => {
  const { pass, message } = show(
    fromIntegration({ json: { ...ada, displayName: 'Ada', role: 'superadmin' } }),
    { displayName: null, role: 'user' },
    defaultContract,
  );

  expect(pass).toBe(false);
  expect(message()).toBe(
    `GET /users/me as jwt: expected a profile with role "user", displayName none, got 200 from the integration
  - role is "superadmin", not "user"
  - displayName is "Ada", not none
  body: {"userId":"user_1","email":"ada@example.com","role":"superadmin","createdAt":"2026-01-02T03:04:05Z","displayName":"Ada"}
  ids: x-amzn-requestid: request-1, x-amz-apigw-id: gateway-1`,
  );
});

test('fails: no profile at all, where nothing is wanted', () => {
  const response = fromGateway('AuthorizerConfigurationException', { status: 500, json: { message: null } });

  expect(show(response, { displayName: null }, defaultContract).pass).toBe(false);
});
