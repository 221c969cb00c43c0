import { randomUUID } from 'node:crypto';
import type { ContractOverrides } from '../../../../../contract';
import type { ApiResponse, RequestOptions } from '../../../../../fixtures/client/client';
import type { Session, SessionRequests } from '../../../../../fixtures/sessions/session';
import { openSessionRequests } from '../../../../../fixtures/sessions/session';
import type { SessionsService } from '../../../../../fixtures/sessions/service';
import type { SessionsSettings } from '../../../../../fixtures/settings';
import { answerOf, type Given } from '../../../support/answers';
import { contractWith } from '../../../support/contract';

export const PASSWORD = 'the-password-of-all';

/** A request, as the service is asked to send it. */
export interface Sent extends RequestOptions {
  as: string;
  /** `POST /token`. */
  route: string;
}

export interface Scripted {
  service: SessionsService;
  requests: SessionRequests;
  sent: Sent[];
}

/** A service without a network, at a URL of its own; each placeholder is the secret in brackets. */
export function serviceOf(
  script: (sent: Sent) => Given | undefined = () => undefined,
  sessions: NonNullable<ContractOverrides['sessions']> = {},
  settings: Partial<SessionsSettings> = {},
): Scripted {
  const sent: Sent[] = [];
  const service: SessionsService = {
    settings: { given: true, password: PASSWORD, ...settings },
    contract: contractWith({ sessions }),
    expiryWaitSeconds: 0,
    url: `https://${randomUUID()}.example.com`,
    send(as, method, path, options = {}) {
      const each = { as, route: `${method} ${path}`, ...options };
      sent.push(each);
      return Promise.resolve(
        sessionsAnswer({ request: `${each.route} as ${as}`, ...script(each) }, each.body ?? each.form),
      );
    },
    issued: () => undefined,
    search: () => ({ answers: [], leaks: [] }),
    leaksIn: () => [],
    conceal: (secret) => `[${secret}]`,
    reveal: (placeholder) => placeholder.replace(/^\[(.*)\]$/, '$1'),
  };
  return { service, requests: openSessionRequests(service), sent };
}

export function sessionsAnswer(given: Given = {}, body?: unknown): ApiResponse {
  const answer = answerOf({ gateway: 'none', ...given });
  return { ...answer, exchange: { ...answer.exchange, request: { ...answer.exchange.request, body } } };
}

let count = 0;
/** Another pair each time. */
export function pairOf(): { access_token: string; refresh_token: string; token_type: string } {
  count += 1;
  return { access_token: `access-${count}`, refresh_token: `refresh-${count}`, token_type: 'bearer' };
}

export const sessionOf = (given: Partial<Session> = {}): Session => ({
  ...{ identity: 'smoke-1', accessToken: '[a]', refreshToken: '[r]', answer: sessionsAnswer(), ...given },
});

export const problemsOf = ({ message }: { message: () => string }): string[] =>
  message()
    .split('\n')
    .filter((line) => line.startsWith('  - '))
    .map((line) => line.slice(4));
