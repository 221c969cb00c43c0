import { apiKeysParts } from '../functions/api-keys/api-keys';
import { authorizerParts } from '../functions/authorizer/authorizer';
import { inviteCodesParts } from '../functions/invite-codes/invite-codes';
import { validateInviteParts } from '../functions/invite-codes/validate-invite';
import { loginParts } from '../functions/sign-up/login';
import { registrationParts } from '../functions/sign-up/registration';
import { profileParts } from '../functions/profile/profile';
import type { FunctionParts } from './types';

/** Each template has its own, so that a part replaced in one reaches no other. */
export function functionParts(): FunctionParts {
  return {
    authorizer: { ...authorizerParts, codes: { ...authorizerParts.codes } },
    profile: { ...profileParts },
    'api-keys': { ...apiKeysParts },
    'invite-codes': { ...inviteCodesParts },
    'validate-invite': { ...validateInviteParts },
    registration: { ...registrationParts },
    login: { ...loginParts },
  };
}
