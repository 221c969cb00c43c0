import type { IncomingMessage } from 'node:http';
import { z } from '../zod';
import { Refusal } from '../functions/shared/refusal';
import { parseJson, validated } from '../functions/shared/validation';
import type { Answer } from '../gateway/answer';
import { readBody } from '../http/body';
import type { Environment } from '../lambda/runtime';
import { createAccounts } from './accounts';
import type { Accounts } from './accounts';
import { answer, refusalAnswer, refusalFor } from './answers';
import type { Backends, RealtimePart } from './part';
import { createSecretReader, notConfigured, secretOr } from './secret';
import type { SecretReader } from './secret';
import { bearerIn, createTokenIssuer, createTokenVerifier, notValid, tokenRequired } from './tokens';
import type { TokenIssuer, TokenVerifier } from './tokens';

/** What health says of the secret: `configured`, or the reason why it is not. */
export type SecretCheck = (secret: string | undefined) => string;

export interface HttpParts {
  secret: RealtimePart<SecretReader>;
  accounts: RealtimePart<Accounts>;
  issuer: RealtimePart<TokenIssuer>;
  verifier: RealtimePart<TokenVerifier>;
  secretCheck: RealtimePart<SecretCheck>;
}

const configured = 'configured';

export const httpParts: HttpParts = {
  secret: createSecretReader,
  accounts: createAccounts,
  issuer: createTokenIssuer,
  verifier: createTokenVerifier,
  secretCheck: (environment) => (secret) => (secret === undefined ? notConfigured(environment) : configured),
};

const loginRequest = z.object({ email: z.string().min(1), password: z.string().min(1) });

/** POST /api/auth/login, GET /api/auth/me and GET /health */
export function createHttpApplication(
  parts: HttpParts,
  environment: Environment,
  backends: Backends,
): (request: IncomingMessage) => Promise<Answer> {
  const readSecret = parts.secret(environment, backends);
  const accounts = parts.accounts(environment, backends);
  const issuer = parts.issuer(environment, backends);
  const verifier = parts.verifier(environment, backends);
  const checkSecret = parts.secretCheck(environment, backends);
  const secret = () => secretOr(503, readSecret, environment);

  const operations: Readonly<Record<string, (request: IncomingMessage) => Promise<Answer>>> = {
    'POST /api/auth/login': async (request) => {
      const { email, password } = validated(loginRequest, parseJson(await readBody(request)));
      const signedWith = secret();
      const user = accounts.authenticate(email, password);
      if (!user) throw new Refusal(401, 'INVALID_CREDENTIALS', 'The address or the password is wrong');
      const token = await issuer.issue(user, signedWith);
      const { id } = user;
      return answer(200, {
        ...{ access_token: token, token_type: 'bearer', expires_in: issuer.lifetimeSeconds },
        user: { id, email },
      });
    },

    'GET /api/auth/me': async ({ headers }) => {
      const signedWith = secret();
      const token = bearerIn(headers.authorization);
      if (token === undefined) throw tokenRequired();
      const { sub } = await verifier.verify(token, signedWith, verifier.checks);
      const user = accounts.find(sub);
      if (!user) throw notValid();
      return answer(200, { user: { id: user.id, email: user.email } });
    },

    'GET /health': () => {
      const found = checkSecret(readSecret());
      const ready = found === configured;
      const body = { status: ready ? 'ok' : 'unavailable', checks: { jwt_secret: found } };
      return Promise.resolve(answer(ready ? 200 : 503, body));
    },
  };

  return async (request) => {
    const { pathname } = new URL(`http://realtime${request.url ?? '/'}`);
    const operation = operations[`${request.method ?? 'GET'} ${pathname}`];
    try {
      if (!operation) throw new Refusal(404, 'NOT_FOUND', `${pathname} does not exist`);
      return await operation(request);
    } catch (error) {
      return refusalAnswer(refusalFor(error));
    }
  };
}
