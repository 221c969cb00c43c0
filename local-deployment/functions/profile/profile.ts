import { z } from '../../zod';
import type { ProxyEvent } from '../../lambda/events';
import type { Environment, FunctionCode } from '../../lambda/runtime';
import { apiFunction, commonParts } from '../shared/api-function';
import type { CommonParts, Part } from '../shared/api-function';
import { requiredSwitch } from '../shared/environment';
import { Refusal } from '../shared/refusal';
import type { User, UserChanges } from '../shared/users';
import { parseJson, validated } from '../shared/validation';

export interface ProfileParts extends CommonParts {
  /** Which changes a body asks for; refuses what may not be changed. */
  readChanges: (body: unknown) => UserChanges;
  present: Part<(user: User) => object>;
  /** Checks whether the caller may, and writes. */
  guarded: (check: () => void, write: Write) => ReturnType<Write>;
}

type Write = () => Promise<User | undefined>;

const profileChanges = z.strictObject({ displayName: z.string().min(1).max(100).nullable() });

export const profileParts: ProfileParts = {
  ...commonParts,
  readChanges: (body) => validated(profileChanges, body),
  present: createPresenter,
  guarded: (check, write) => {
    check();
    return write();
  },
};

/** GET and PATCH /users/me */
export function profileFunction(parts: ProfileParts = profileParts): FunctionCode<ProxyEvent> {
  return apiFunction(parts, (environment, aws) => {
    const users = parts.users(environment, aws);
    const scopes = parts.scopes(environment, aws);
    const present = parts.present(environment, aws);
    return {
      'GET /users/me': ({ user }) => Promise.resolve({ status: 200, data: present(user) }),

      'PATCH /users/me': async ({ event, principal, user }) => {
        const updated = await parts.guarded(
          () => {
            scopes.requireFull(principal);
          },
          () => users.update(user.userId, parts.readChanges(parseJson(event.body))),
        );
        if (!updated) throw new Refusal(404, 'NOT_FOUND', 'The user has no profile');
        return { status: 200, data: present(updated) };
      },
    };
  });
}

function createPresenter(environment: Environment) {
  const withEmail = requiredSwitch(environment, 'EMAIL_IN_PROFILE');
  return ({ userId, email, role, createdAt, displayName }: User) => ({
    userId,
    ...(withEmail && { email }),
    role,
    createdAt,
    ...(displayName !== undefined && { displayName }),
  });
}
