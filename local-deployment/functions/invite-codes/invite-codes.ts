import { randomBytes } from 'node:crypto';
import type { ProxyEvent } from '../../lambda/events';
import type { FunctionCode } from '../../lambda/runtime';
import { apiFunction, commonParts } from '../shared/api-function';
import type { CommonParts, Part } from '../shared/api-function';
import { Refusal } from '../shared/refusal';
import type { User } from '../shared/users';
import { createInviteCodeRepository } from './repository';
import type { InviteCodeRepository } from './repository';

export interface InviteCodesParts extends CommonParts {
  inviteCodes: Part<InviteCodeRepository>;
  requireAdmin: (user: User) => void;
}

export const inviteCodesParts: InviteCodesParts = {
  ...commonParts,
  inviteCodes: createInviteCodeRepository,
  requireAdmin: (user) => {
    if (user.role !== 'admin') throw new Refusal(403, 'FORBIDDEN', 'This operation needs the admin role');
  },
};

/** POST (whatever its body) and GET /users/invite-codes */
export function inviteCodesFunction(parts: InviteCodesParts = inviteCodesParts): FunctionCode<ProxyEvent> {
  return apiFunction(parts, (environment, aws) => {
    const inviteCodes = parts.inviteCodes(environment, aws);
    const scopes = parts.scopes(environment, aws);
    return {
      'POST /users/invite-codes': async ({ principal, user, nowMs }) => {
        scopes.requireFull(principal);
        parts.requireAdmin(user);
        const code = `INV-${randomBytes(8).toString('hex').toUpperCase()}`;
        await inviteCodes.add({ code, userId: user.userId, createdAt: new Date(nowMs).toISOString() });
        return { status: 201, data: { code } };
      },

      'GET /users/invite-codes': async ({ principal, user }) => {
        scopes.requireFull(principal);
        const own = await inviteCodes.list(user.userId);
        return { status: 200, data: own.map(({ code, createdAt }) => ({ code, createdAt })) };
      },
    };
  });
}
