import { defaultContract, type Contract, type ProgressEntry } from '../../../../../contract';
import type { ApiResponse } from '../../../../../fixtures/client/client';
import { openBrowser, type Browser } from '../../../../../fixtures/progress/browser';
import type { Recorded } from '../../../../../fixtures/progress/records';
import type { ProgressService } from '../../../../../fixtures/progress/service';
import type { RoundTrip } from '../../../../../fixtures/progress/sessions';
import { locationOf, type SignInTarget } from '../../../../../fixtures/progress/sign-in';
import { answerOf, scriptedClient, type Call, type Given } from '../../../support/answers';

export const API = 'https://api.example.com';
export const FRONTEND = 'https://app.example.com';
export const AUTHORIZE = 'https://github.com/login/oauth/authorize';
export const CALLBACK = `${API}/auth/github/callback`;

export const linesOf = ({ pass, message }: { pass: boolean; message: () => string }): string[] => [
  ...(pass ? ['passes'] : []),
  ...message().split('\n'),
];

/** The lines that say what is wrong. */
export const problemsOf = ({ message }: { message: () => string }): string[] =>
  message()
    .split('\n')
    .filter((line) => line.startsWith('  - '))
    .map((line) => line.slice(4));

/** A service without a network; each placeholder is the secret in brackets. */
export function serviceOf(given: Partial<ProgressService> = {}): ProgressService {
  return {
    settings: { given: true, logins: {}, tokens: {}, commandSeconds: 1 },
    ...{ contract: defaultContract, url: API, frontendUrl: FRONTEND, authorizeUrl: AUTHORIZE, callbackUrl: CALLBACK },
    browser: () => Promise.reject(new Error('nobody is to be asked')),
    ...{ provider: undefined, providerUrl: new URL(AUTHORIZE).origin },
    share: () => undefined,
    conceal: (secret) => `[${secret}]`,
    reveal: (placeholder) => placeholder.replace(/^\[(.*)\]$/, '$1'),
    secretsIn: (text) => text.match(/\[[^\]]+\]/g) ?? [],
    ...given,
  };
}

/** A browser over a client that answers as told, at such a URL. */
export function browserOf(
  script: (call: Call) => Given = () => ({}),
  apiUrl = API,
): { browser: Browser; calls: Call[] } {
  const { client, calls } = scriptedClient(script, 'somebody');
  return { browser: openBrowser(client, apiUrl), calls };
}

export const progressAnswer = (given: Given = {}): ApiResponse =>
  answerOf({
    ...{ request: 'GET /progress as first', gateway: 'http-api' },
    ...given,
    headers: { 'apigw-requestid': 'r1', ...given.headers },
  });

export const NOW = '2026-03-01T12:00:00.000Z';
export const entryOf = (given: Partial<ProgressEntry> = {}): ProgressEntry => ({
  ...{ exerciseId: 'smoke-test', attempts: 1, completedAt: NOW, ...given },
});

/** What is recorded, as the answer said at noon. */
export const recordedOf = (given: Partial<ProgressEntry> | undefined, more: Given = {}): Recorded => ({
  response: progressAnswer({ json: [], ...more, headers: { date: new Date(NOW).toUTCString(), ...more.headers } }),
  entry: given === undefined ? undefined : entryOf(given),
});

export const targetOf = (given: Partial<SignInTarget> & { contract?: Contract } = {}): SignInTarget => ({
  ...{ authorizeUrl: AUTHORIZE, callbackUrl: CALLBACK, frontendUrl: FRONTEND, clientId: 'client-1' },
  ...{ contract: defaultContract, secretsIn: (text) => serviceOf().secretsIn(text), ...given },
});

/** A round trip whose callback was answered so. */
export function tripOf(landing: Given, given: Partial<RoundTrip> = {}): RoundTrip {
  const request = 'GET /auth/github/callback as first';
  const answer = progressAnswer({ request, status: 302, ...landing });
  const start = progressAnswer({ request: 'GET /auth/github as first', status: 302 });
  return {
    ...{ browser: browserOf().browser, authorize: locationOf(start), state: '[state]', code: '[code]' },
    ...{ steps: [start, answer], landing: answer, token: '[token]', ...given },
  };
}
