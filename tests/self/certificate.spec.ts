import 'reflect-metadata';
import { createServer, type Server } from 'node:https';
import { webcrypto } from 'node:crypto';
import { cryptoProvider, PemConverter, X509CertificateGenerator } from '@peculiar/x509';
import { certificateAt, certificateWarning } from '../../fixtures/client/certificate';
import { expect, test as base } from './support/loopback';

type Provider = Parameters<typeof cryptoProvider.set>[0];

cryptoProvider.set(webcrypto as unknown as Provider);

/** A server on loopback with a certificate that is valid until then, on a port of the system's choice. */
const test = base.extend<{ serveUntil: (notAfter: Date) => Promise<string> }>({
  serveUntil: async ({}, use) => {
    const servers: Server[] = [];
    await use(async (notAfter) => {
      const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
      const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
      const named = { name: 'CN=localhost', notBefore: new Date(0), notAfter, signingAlgorithm: algorithm, keys };
      const certificate = await X509CertificateGenerator.createSelfSigned(named);
      const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
      const server = createServer({ cert: certificate.toString('pem'), key: PemConverter.encode(key, 'PRIVATE KEY') });
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      return `https://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}/prod`;
    });
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  },
});

const now = new Date('2026-03-01T12:00:00Z');
const certificate = (validTo: string, daysLeft: number) => ({ host: 'api.example.com', validTo, daysLeft });

for (const [validTo, daysLeft] of [
  ['2026-03-22T12:00:00.000Z', 21],
  ['2026-03-02T11:59:59.000Z', 0],
  ['2026-02-28T12:00:00.000Z', -1],
] as const) {
  test(`a certificate that is valid until ${validTo} has ${daysLeft} days left`, async ({ serveUntil }) => {
    const url = await serveUntil(new Date(validTo));
    expect(await certificateAt(url, now)).toEqual({ host: '127.0.0.1', validTo, daysLeft });
  });
}

test('without TLS, and where nobody answers, there is none', async ({ serve, freePort }) => {
  const { origin } = await serve(() => ({}));
  expect(await certificateAt(origin)).toBeUndefined();
  expect(await certificateAt(origin.replace('http:', 'https:'))).toBeUndefined();
  expect(await certificateAt(`https://127.0.0.1:${freePort}`)).toBeUndefined();
});

test('it is warned of one that ends soon', () => {
  const warnings = [
    certificate('2026-03-22T12:00:00.000Z', 21),
    certificate('2026-03-21T12:00:00.000Z', 20),
    certificate('2026-03-02T12:00:00.000Z', 1),
    certificate('2026-02-01T12:00:00.000Z', -28),
  ].map(certificateWarning);

  expect(warnings).toEqual([
    undefined,
    'The TLS certificate of api.example.com is valid for another 20 days only (until 2026-03-21): renew it.',
    'The TLS certificate of api.example.com is valid for another 1 day only (until 2026-03-02): renew it.',
    'The TLS certificate of api.example.com was valid until 2026-02-01: renew it.',
  ]);
});
