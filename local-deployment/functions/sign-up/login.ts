import { randomUUID } from 'node:crypto';
import { z } from '../../zod';
import type { ProxyEvent } from '../../lambda/events';
import type { FunctionCode } from '../../lambda/runtime';
import type { Part } from '../shared/api-function';
import { publicFunction, publicParts } from '../shared/public-function';
import type { PublicParts } from '../shared/public-function';
import { Refusal } from '../shared/refusal';
import { parseJson, validated } from '../shared/validation';
import { createChallenges } from './challenges';
import type { Challenges } from './challenges';
import { createCredentials } from './credentials';
import type { Credential, Credentials } from './credentials';
import { authenticationResponse, createRelyingParty } from './relying-party';
import type { RelyingParty } from './relying-party';

export interface LoginParts extends PublicParts {
  challenges: Part<Challenges>;
  credentials: Part<Credentials>;
  relyingParty: Part<RelyingParty>;
  userOf: (credential: Credential) => string;
}

export const loginParts: LoginParts = {
  ...publicParts,
  challenges: createChallenges,
  credentials: createCredentials,
  relyingParty: createRelyingParty,
  userOf: ({ userId }) => userId,
};

const verifyRequest = z.strictObject({ session_id: z.string().min(1), credential: authenticationResponse });

/** POST /api/auth/login/begin and /api/auth/login/verify, with discoverable credentials. */
export function loginFunction(parts: LoginParts = loginParts): FunctionCode<ProxyEvent> {
  return publicFunction(parts, (environment, aws) => {
    const challenges = parts.challenges(environment, aws);
    const credentials = parts.credentials(environment, aws);
    const relyingParty = parts.relyingParty(environment, aws);
    return {
      'POST /api/auth/login/begin': async ({ nowMs }) => {
        const options = await relyingParty.requestOptions();
        const session = randomUUID();
        await challenges.put(challengeIdOf(session), options.challenge, nowMs);
        return { status: 200, data: { session_id: session, options } };
      },

      'POST /api/auth/login/verify': async ({ event, nowMs }) => {
        const request = validated(verifyRequest, parseJson(event.body));
        const challenge = await challenges.take(challengeIdOf(request.session_id), nowMs);
        if (challenge === undefined) throw new Refusal(400, 'SESSION_NOT_FOUND', 'Login session not found');
        const credential = await credentials.find(request.credential.id);
        const signCount =
          credential &&
          (await relyingParty.verifyAssertion(request.credential, challenge, relyingParty.expected, credential));
        if (!credential || signCount === undefined) {
          throw new Refusal(400, 'VERIFICATION_FAILED', 'Verification failed');
        }
        await credentials.counted(credential.credentialId, signCount);
        return { status: 200, data: { status: 'ok', user_id: parts.userOf(credential) } };
      },
    };
  });
}

function challengeIdOf(session: string): string {
  return `login ${session}`;
}
