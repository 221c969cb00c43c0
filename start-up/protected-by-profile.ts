import { shapesOf } from '../contract';
import { joinUrl } from '../fixtures/client/url';
import { protectedAs, protectedProblem } from '../fixtures/protected-users';
import {
  identityNames,
  identityVariables,
  readClaims,
  type IdentityName,
  type RunSettings,
} from '../fixtures/settings';

const ANSWER_TIMEOUT_MS = 35_000;

/**
 * Where emails are protected, and a given token names none: who its holder is, by the profile. A run whose identity may be
 * somebody that must be left alone does not begin. One line for each problem.
 */
export async function protectedByProfile(
  run: Pick<RunSettings, 'apiUrl' | 'contract' | 'tokens' | 'protectedUsers'>,
): Promise<string[]> {
  if (!run.protectedUsers.some((name) => name.includes('@'))) return [];
  const problems = await Promise.all(identityNames.map((name) => problemOf(name, run)));
  return problems.flat();
}

async function problemOf(
  name: IdentityName,
  { apiUrl, contract, tokens, protectedUsers }: Pick<RunSettings, 'apiUrl' | 'contract' | 'tokens' | 'protectedUsers'>,
): Promise<string[]> {
  const token = tokens[name];
  if (token === undefined || typeof readClaims(token)?.email === 'string') return [];
  const { token: variable } = identityVariables[name];
  const profile = await profileOf(joinUrl(apiUrl, contract.profile.path), token);
  const parsed = shapesOf(contract).ownValues.parse(profile);
  const { email, userId } = 'value' in parsed ? parsed.value : {};
  if (typeof email !== 'string') {
    return [
      `${variable}: SMOKE_PROTECTED_USERS names email addresses, and neither this token nor its holder's profile tells one: name protected users by their ids, or give CLERK_SECRET_KEY with ${identityVariables[name].user}`,
    ];
  }
  const entry = protectedAs({ id: userId ?? undefined, emails: [email] }, protectedUsers);
  return entry === undefined ? [] : [protectedProblem(variable, entry)];
}

async function profileOf(url: string, token: string): Promise<unknown> {
  try {
    const answer = await fetch(url, {
      headers: { accept: 'application/json', authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    return await answer.json();
  } catch {
    return undefined;
  }
}
