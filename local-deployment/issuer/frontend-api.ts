import type { Accounts } from './accounts';
import { clerkError, route } from './routes';
import type { IssuerRoute } from './routes';

/** The part of Clerk's Frontend API that exchanges a sign-in token for a session. */
export function frontendApiRoutes(accounts: Accounts): IssuerRoute[] {
  return [
    route('POST', '/v1/client/sign_ins', ({ body, headers }) => {
      const form = new URLSearchParams(body);
      if (headers['content-type']?.startsWith('application/x-www-form-urlencoded') !== true) {
        return clerkError(
          415,
          'unsupported_content_type',
          'The content type must be application/x-www-form-urlencoded',
        );
      }
      if (form.get('strategy') !== 'ticket') return clerkError(422, 'form_param_value_invalid', 'strategy is invalid');
      const userId = accounts.redeemTicket(form.get('ticket') ?? '');
      if (userId === undefined) return clerkError(400, 'ticket_invalid_code', 'The ticket is invalid.');
      const session = accounts.createSession(userId);
      const response = { object: 'sign_in_attempt', status: 'complete', created_session_id: session.id };
      return { status: 200, body: { response, client: { object: 'client', last_active_session_id: session.id } } };
    }),
  ];
}
