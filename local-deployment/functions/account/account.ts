import type { HttpEvent } from '../../lambda/http-events';
import type { FunctionCode } from '../../lambda/runtime';
import { createGuard, sessionParts } from '../sessions/guard';
import type { SessionParts } from '../sessions/guard';
import type { Part } from '../shared/api-function';
import { httpFunction, httpFunctionParts, jsonResult } from '../shared/http-function';
import type { HttpFunctionParts } from '../shared/http-function';
import { Refusal } from '../shared/refusal';
import { createAccounts } from './accounts';
import type { Account, Accounts } from './accounts';

export interface AccountParts extends HttpFunctionParts, SessionParts {
  accounts: Part<Accounts>;
  present: (account: Account) => object;
}

export const accountParts: AccountParts = {
  ...httpFunctionParts,
  ...sessionParts,
  accounts: createAccounts,
  present: ({ userId, login, email, createdAt }) => ({ userId, login, email, createdAt }),
};

/** GET /users/me */
export function accountFunction(parts: AccountParts = accountParts): FunctionCode<HttpEvent> {
  return httpFunction(parts, (environment, aws) => {
    const guard = createGuard(parts, environment, aws);
    const accounts = parts.accounts(environment, aws);
    return {
      'GET /users/me': async (call) => {
        const { userId } = await guard.session(call);
        const account = await accounts.find(userId);
        if (!account) throw new Refusal(404, 'NOT_FOUND', 'The user has no profile');
        return jsonResult(200, parts.present(account));
      },
    };
  });
}
