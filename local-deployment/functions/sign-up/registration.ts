import { createHash, randomBytes } from 'node:crypto';
import type { z as Z } from 'zod';
import { z } from '../../zod';
import type { ProxyEvent } from '../../lambda/events';
import type { Environment, FunctionCode } from '../../lambda/runtime';
import type { Part } from '../shared/api-function';
import { requiredSwitch } from '../shared/environment';
import { publicFunction, publicParts } from '../shared/public-function';
import type { PublicParts } from '../shared/public-function';
import { Refusal } from '../shared/refusal';
import { parseJson, validated } from '../shared/validation';
import { createChallenges } from './challenges';
import type { Challenges } from './challenges';
import { createCredentials } from './credentials';
import type { Credentials } from './credentials';
import { createLinkReader, invalidLink } from './links';
import type { Link, LinkReader } from './links';
import { createNewUsers } from './new-users';
import type { NewUsers } from './new-users';
import { createRelyingParty, registrationResponse } from './relying-party';
import type { RelyingParty } from './relying-party';
import { createSpentLinks } from './spent-links';
import type { SpentLinks } from './spent-links';

export interface RegistrationParts extends PublicParts {
  readLink: Part<LinkReader>;
  spentLinks: Part<SpentLinks>;
  challenges: Part<Challenges>;
  credentials: Part<Credentials>;
  newUsers: Part<NewUsers>;
  relyingParty: Part<RelyingParty>;
  isEnabled: (environment: Environment) => boolean;
  /** Whether a link may be used with this address. */
  isFor: (link: Link, email: string) => boolean;
  presentUser: (userId: string, recoveryCodes: readonly string[]) => object;
}

export const registrationParts: RegistrationParts = {
  ...publicParts,
  readLink: createLinkReader,
  spentLinks: createSpentLinks,
  challenges: createChallenges,
  credentials: createCredentials,
  newUsers: createNewUsers,
  relyingParty: createRelyingParty,
  isEnabled: (environment) => requiredSwitch(environment, 'SIGNUP_ENABLED'),
  isFor: (link, email) => link.email === email,
  presentUser: (userId, recoveryCodes) => ({ status: 'ok', user_id: userId, recovery_codes: recoveryCodes }),
};

const beginRequest = z.strictObject({ email: z.email(), token: z.string().min(1) });
const verifyRequest = beginRequest.extend({ credential: registrationResponse });

const recoveryCodeCount = 8;
const linkLifetimeMs = 24 * 3_600_000;

/** POST /api/auth/register/begin-with-token and /api/auth/register/verify-with-token */
export function registrationFunction(parts: RegistrationParts = registrationParts): FunctionCode<ProxyEvent> {
  return publicFunction(parts, (environment, aws) => {
    const readLink = parts.readLink(environment, aws);
    const spentLinks = parts.spentLinks(environment, aws);
    const challenges = parts.challenges(environment, aws);
    const credentials = parts.credentials(environment, aws);
    const newUsers = parts.newUsers(environment, aws);
    const relyingParty = parts.relyingParty(environment, aws);

    async function usableLink({ email, token }: Z.output<typeof beginRequest>, nowMs: number): Promise<Link> {
      if (!parts.isEnabled(environment)) throw new Refusal(404, 'NOT_FOUND', 'There is no sign-up by link');
      const link = await readLink(token, nowMs);
      if (!parts.isFor(link, email) || (await spentLinks.has(link.id))) throw invalidLink();
      return link;
    }

    return {
      'POST /api/auth/register/begin-with-token': async ({ event, nowMs }) => {
        const request = validated(beginRequest, parseJson(event.body));
        const link = await usableLink(request, nowMs);
        const user = { userId: userIdOf(link), email: request.email };
        const options = await relyingParty.creationOptions(user);
        await Promise.all([newUsers.add(user, nowMs), challenges.put(challengeIdOf(link), options.challenge, nowMs)]);
        return { status: 200, data: options };
      },

      'POST /api/auth/register/verify-with-token': async ({ event, nowMs }) => {
        const request = validated(verifyRequest, parseJson(event.body));
        const link = await usableLink(request, nowMs);
        const challenge = await challenges.take(challengeIdOf(link), nowMs);
        if (challenge === undefined) throw new Refusal(400, 'SESSION_NOT_FOUND', 'Registration session not found');
        const record = await relyingParty.verifyRegistration(request.credential, challenge, relyingParty.expected);
        if (record === undefined) throw new Refusal(400, 'VERIFICATION_FAILED', 'Verification failed');
        const userId = userIdOf(link);
        const added = await credentials.add({ ...record, userId, createdAt: new Date(nowMs).toISOString() });
        if (!added) throw new Refusal(409, 'CREDENTIAL_EXISTS', 'This passkey is registered already');
        const codes = Array.from({ length: recoveryCodeCount }, () => randomBytes(10).toString('hex'));
        await Promise.all([
          newUsers.activate(
            userId,
            codes.map((code) => createHash('sha256').update(code).digest('hex')),
          ),
          spentLinks.add(link.id, nowMs + linkLifetimeMs),
        ]);
        return { status: 200, data: parts.presentUser(userId, codes) };
      },
    };
  });
}

/** Whoever begins twice with one link is the same user. */
function userIdOf({ id }: Link): string {
  return `usr_${id}`;
}

function challengeIdOf({ id }: Link): string {
  return `registration ${id}`;
}
