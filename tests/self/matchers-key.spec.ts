import { expect, test } from '@playwright/test';
import type { ApiKey } from '../../fixtures/api-keys/ring';
import { keepSecret } from '../../fixtures/matchers/key-matcher';
import { scriptedClient } from './support/answers';

const key: ApiKey = { id: 'key_1', secret: '[api-key …k3Fq]', client: scriptedClient(() => ({})).client };
const listing = {
  request: 'GET /users/api-keys as jwt',
  ids: ['key_1'],
  entries: [{ id: 'key_1' }],
  pages: 1,
  answer: '200 from the integration',
};

test('passes: the list has no secret', () => {
  expect(keepSecret({ ...listing, text: '[{"id":"key_1"}]' }, key).pass).toBe(true);
});

test('fails: the list shows the secret', () => {
  const { pass, message } = keepSecret({ ...listing, text: '[{"id":"key_1","keyValue":"[api-key …k3Fq]"}]' }, key);

  expect(pass).toBe(false);
  expect(message()).toBe(
    'GET /users/api-keys as jwt: expected no secret in the list, got that of key key_1 in 200 from the integration',
  );
});
