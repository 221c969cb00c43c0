import { createLocalJWKSet, decodeJwt, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { expect, test } from '@playwright/test';
import { livingLonger, withForeignSignature, withoutSignature } from '../../fixtures/forged-tokens';

/** A token of a real issuer, and the issuer's way to verify one. */
async function issue(alg: string) {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: 'key-1', alg }] });
  const token = await new SignJWT({ sub: 'user_1', sid: 'session_1' })
    .setProtectedHeader({ alg, kid: 'key-1', typ: 'JWT' })
    .setExpirationTime('1m')
    .sign(privateKey);
  return { token, verify: (candidate: string) => jwtVerify(candidate, keys) };
}

for (const alg of ['RS256', 'ES256']) {
  test(`${alg}: no forgery is accepted by the issuer, and the pattern is`, async () => {
    const { token, verify } = await issue(alg);
    const foreignSignature = await withForeignSignature(token);

    expect((await verify(token)).payload.sub).toBe('user_1');
    await expect(verify(foreignSignature)).rejects.toMatchObject({ code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' });
    await expect(verify(livingLonger(token))).rejects.toMatchObject({ code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' });
    await expect(verify(withoutSignature(token))).rejects.toThrow();
  });
}

test('nothing but the signature gives the foreign one away', async () => {
  const { token } = await issue('RS256');
  const foreignSignature = await withForeignSignature(token);
  const [header, claims, signature] = token.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
  const forged = foreignSignature.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));

  expect(JSON.parse(forged[0] ?? '')).toEqual(JSON.parse(header ?? ''));
  expect(JSON.parse(forged[1] ?? '')).toEqual(JSON.parse(claims ?? ''));
  expect(forged[2]).not.toBe(signature);
});

test('the unsigned one says so, and has an empty signature', async () => {
  const unsigned = withoutSignature((await issue('RS256')).token);
  const [header, , signature] = unsigned.split('.');

  expect(JSON.parse(Buffer.from(header ?? '', 'base64url').toString())).toEqual({
    alg: 'none',
    kid: 'key-1',
    typ: 'JWT',
  });
  expect(signature).toBe('');
});

test('the altered one lives a day longer', async () => {
  const { token } = await issue('RS256');
  const altered = livingLonger(token);

  expect((decodeJwt(altered).exp ?? 0) - (decodeJwt(token).exp ?? 0)).toBe(86_400);
});

test('the altered one of a token without an end is not over', () => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const altered = livingLonger(`${part({ alg: 'RS256' })}.${part({ sub: 'user_1' })}.c2ln`);

  expect((decodeJwt(altered).exp ?? 0) * 1000).toBeGreaterThan(Date.now());
});
