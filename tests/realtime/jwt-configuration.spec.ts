import { expect, test } from '../../fixtures/realtime';

test('one of the sources has a secret', { tag: '@JC1' }, async ({ realtime }) => {
  expect(await realtime.sources()).toBeConfigured();
});

test('the secret is fit for use', { tag: '@JC2' }, async ({ realtime }) => {
  expect(await realtime.sources()).toBeFitForUse();
});

test(
  'a token that is signed with it is accepted, one that is signed otherwise refused',
  { tag: '@JC3' },
  async ({ realtime, contract }) => {
    const { status, foreignSignature } = contract.realtime.http;

    expect(await realtime.askSigned()).toMatchContract(status);
    expect(await realtime.askForeign()).toBeApiError(foreignSignature);
  },
);

test('health tells whether there is a secret', { tag: '@JC4' }, async ({ realtime }) => {
  const [health, http, socket] = await Promise.all([realtime.health(), realtime.askUnknown(), realtime.knockUnknown()]);

  expect(health).toTellOfSecret({ http, socket });
});
