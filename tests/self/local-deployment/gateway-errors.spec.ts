import { expect, mainToken, send, test, valueAt } from './support/deployment';

test.describe('the gateway’s own responses', () => {
  const denied =
    '{"Message":"User is not authorized to access this resource with an explicit deny in an identity-based policy"}';

  const cases = [
    {
      title: 'no such route, no Authorization header',
      request: 'GET /nowhere',
      status: 403,
      type: 'MissingAuthenticationTokenException',
      body: '{"message":"Missing Authentication Token"}',
    },
    {
      title: 'no such method',
      request: 'PUT /users/me',
      status: 403,
      type: 'MissingAuthenticationTokenException',
      body: '{"message":"Missing Authentication Token"}',
    },
    {
      title: 'no credentials',
      request: 'GET /users/me',
      status: 401,
      type: 'UnauthorizedException',
      body: '{"message":"Unauthorized"}',
    },
    {
      title: 'the authorizer refuses a token',
      request: 'GET /users/me',
      sent: { token: 'invalid.jwt.string' },
      status: 401,
      type: 'UnauthorizedException',
      body: '{"message":"Unauthorized"}',
    },
    {
      title: 'the authorizer denies',
      request: 'GET /users/me',
      sent: { key: 'unknown' },
      status: 403,
      type: 'AccessDeniedException',
      body: denied,
    },
  ];
  for (const { title, request, sent = {}, status, type, body } of cases) {
    test(title, async ({ uncustomised }) => {
      const got = await send(uncustomised, request, sent);

      expect({ status: got.status, type: got.headers.get('x-amzn-errortype'), body: got.text }).toEqual({
        status,
        type,
        body,
      });
      expect(got.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
      expect(got.headers.get('x-amz-apigw-id')).toMatch(/^\S{15}=$/);
      expect(got.headers.get('x-amzn-trace-id'), 'comes with functions only').toBeNull();
    });
  }

  const failures = [
    {
      title: 'a function that it may not invoke',
      request: 'GET /users/api-keys',
      status: 500,
      text: 'Internal server error',
    },
    {
      title: 'a function that crashes at its start',
      request: 'GET /users/invite-codes',
      status: 502,
      text: 'Internal server error',
    },
    {
      title: 'a function that takes too long',
      request: 'POST /auth/validate-invite',
      status: 504,
      text: 'Endpoint request timed out',
    },
  ];
  for (const { title, request, status, text } of failures) {
    test(title, async ({ uncustomised }) => {
      const got = await send(uncustomised, request, mainToken(uncustomised));

      expect([got.status, got.text]).toEqual([status, `{"message": "${text}"}`]);
      expect(got.headers.get('x-amzn-errortype')).toBe('InternalServerErrorException');
    });
  }

  test('no such route, with a bearer token: taken for a signature', async ({ uncustomised }) => {
    const got = await send(uncustomised, 'GET /nowhere', mainToken(uncustomised));

    expect([got.status, got.headers.get('x-amzn-errortype')]).toEqual([403, 'IncompleteSignatureException']);
    expect(valueAt(got.json, 'message')).toMatch(
      /^Invalid key=value pair \(missing equal-sign\) in Authorization header/,
    );
  });

  test('another stage: forbidden', async ({ uncustomised }) => {
    const elsewhere = { url: uncustomised.url.replace(/prod$/, 'other') };
    const got = await send(elsewhere, 'GET /users/me');

    expect([got.status, got.text]).toEqual([403, '{"message":"Forbidden"}']);
    expect(got.headers.get('x-amzn-errortype')).toBe('ForbiddenException');
  });

  test('an authorizer that crashes, answers rubbish, or takes too long', async ({ deploy }) => {
    const ways: Record<string, () => Promise<unknown>> = {
      crash: () => Promise.reject(new Error('crashed')),
      rubbish: () => Promise.resolve({ isAuthorized: true }),
      hang: () => new Promise(() => undefined),
    };
    const deployment = await deploy({}, (template) => {
      template.gatewayResponses = {};
      template.authorizer.function.code = () => (event) =>
        ways[event.headers['x-api-key'] ?? 'crash']?.() ?? Promise.resolve();
      template.authorizer.function.timeoutSeconds = 0.1;
    });
    const answers = await Promise.all(Object.keys(ways).map((key) => send(deployment, 'GET /users/me', { key })));

    for (const { status, text, headers } of answers) {
      expect([status, text]).toEqual([500, '{"message":null}']);
      expect(headers.get('x-amzn-errortype')).toBe('AuthorizerConfigurationException');
    }
  });
});

test.describe('customised gateway responses', () => {
  test('print request id and message, and keep the error type', async ({ customised }) => {
    const got = await send(customised, 'GET /users/me');

    expect(got.status).toBe(401);
    expect(got.json).toEqual({
      error: { code: 'UNAUTHORIZED', message: 'Unauthorized', requestId: got.headers.get('x-amzn-requestid') },
    });
    expect(got.headers.get('x-amzn-errortype')).toBe('UnauthorizedException');
    expect(got.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
  });

  test('print what the authorizer denied with', async ({ customised }) => {
    const codes = await Promise.all([
      send(customised, 'GET /users/me', { token: customised.expiredToken }),
      send(customised, 'GET /users/me', { key: 'unknown' }),
    ]);

    expect(codes.map(({ status, json }) => [status, valueAt(json, 'error', 'code')])).toEqual([
      [401, 'EXPIRED_TOKEN'],
      [401, 'INVALID_API_KEY'],
    ]);
  });

  test('fall back to the response of their class', async ({ customised }) => {
    const got = await send(customised, 'GET /nowhere', mainToken(customised));

    expect([got.status, valueAt(got.json, 'error', 'code')]).toEqual([403, 'INVALID_SIGNATURE']);
  });

  test('a web ACL that blocks answers with 403', async ({ deploy }) => {
    const deployment = await deploy({ fault: 'firewall-blocks-all' });
    const got = await send(deployment, 'OPTIONS /users/me');

    expect([got.status, got.headers.get('x-amzn-errortype')]).toEqual([403, 'ForbiddenException']);
    expect(valueAt(got.json, 'error', 'message')).toBe('Forbidden');
  });
});
