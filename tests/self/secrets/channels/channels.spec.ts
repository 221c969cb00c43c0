import { expect, test } from './fixtures';

// Each test brings one secret to a place from where Playwright would take it into its records. Errors are such places: many of
// these tests are meant to fail.

test('request header', async ({ jwt, contract }) => {
  await jwt.get(contract.profile.path);
});

test('own header', async ({ jwt, planted }) => {
  await jwt.get('/users/me', { headers: { 'x-session': planted('own header') } });
});

test('cookie', async ({ jwt, planted }) => {
  await jwt.get('/users/me', { headers: { cookie: `session=${planted('cookie')}` } });
});

test.fail('set-cookie', async ({ anonymous }) => {
  expect((await anonymous.get('/sets-cookie')).headers['set-cookie']).toBe('none');
});

test('query', async ({ anonymous, planted }) => {
  await anonymous.get('/users/me', { query: { code: planted('query') } });
});

test('request body', async ({ jwt, planted }) => {
  await jwt.post('/echo', { body: { password: planted('request body') } });
});

test.fail('response body', async ({ anonymous }) => {
  expect((await anonymous.get('/tokens')).json).toEqual({});
});

test.fail('refused connection', async ({ refused }) => {
  await refused.get('/users/me');
});

test.fail('time-out', async ({ jwt, planted }) => {
  test.setTimeout(1_000);
  await jwt.get('/never', { headers: { 'x-session': planted('time-out') } });
});

test.fail('hang-up', async ({ jwt, planted }) => {
  await jwt.get('/hangs-up', { headers: { 'x-session': planted('hang-up') } });
});

test.fail('failed matcher', ({ planted }) => {
  expect({ token: planted('failed matcher') }).toEqual({ token: 'none' });
});

test.fail('thrown error', ({ planted }) => {
  throw new Error(`thrown with ${planted('thrown error')}`);
});

test('console.log', ({ planted }) => {
  console.log('printed:', planted('console.log'), process.env);
  console.error('printed:', planted('console.log'));
});

test('attachment', async ({ planted }, testInfo) => {
  await testInfo.attach('attached', { body: planted('attachment'), contentType: 'text/plain' });
});

test('annotation', ({ planted }, testInfo) => {
  testInfo.annotations.push({ type: 'annotated', description: planted('annotation') });
});

test('step title', async ({ planted }) => {
  await test.step(`a step about ${planted('step title')}`, () => Promise.resolve());
});

test('redirect chain', async ({ jwt }) => {
  const { headers } = await jwt.get('/redirects');
  const code = new URL(headers.location ?? '', 'http://localhost').searchParams.get('code');
  await jwt.get('/users/me', { query: { code: code ?? '' } });
});

test.fail('uncaught exception', async ({ planted }) => {
  const text = `not caught: ${planted('uncaught exception')}`;
  setTimeout(() => {
    throw new Error(text);
  }, 0);
  // It ends the test.
  await new Promise(() => undefined);
});

test('the end', async ({ jwt }) => {
  test.setTimeout(20_000);
  // Answered, unless the run is to be ended here.
  await jwt.get('/the-end');
});
