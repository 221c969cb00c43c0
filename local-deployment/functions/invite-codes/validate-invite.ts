import { z } from '../../zod';
import type { ProxyEvent } from '../../lambda/events';
import type { FunctionCode } from '../../lambda/runtime';
import { apiFunction, commonParts } from '../shared/api-function';
import type { CommonParts, Part } from '../shared/api-function';
import { parseJson, validated } from '../shared/validation';
import { createInviteCodeLookup } from './repository';
import type { InviteCodeLookup } from './repository';

export interface ValidateInviteParts extends CommonParts {
  exists: Part<InviteCodeLookup>;
}

export const validateInviteParts: ValidateInviteParts = { ...commonParts, exists: createInviteCodeLookup };

const validationRequest = z.strictObject({ code: z.string().min(8).max(64) });

/** POST /auth/validate-invite */
export function validateInviteFunction(parts: ValidateInviteParts = validateInviteParts): FunctionCode<ProxyEvent> {
  return apiFunction(parts, (environment, aws) => {
    const exists = parts.exists(environment, aws);
    return {
      'POST /auth/validate-invite': async ({ event }) => {
        const { code } = validated(validationRequest, parseJson(event.body));
        return { status: 200, data: { valid: await exists(code) } };
      },
    };
  });
}
