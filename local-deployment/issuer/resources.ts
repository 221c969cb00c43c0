import type { Session, User } from './accounts';

// Resources as Clerk's Backend API shows them: https://clerk.com/docs/reference/backend-api

export function userResource({ id, email, role }: User): object {
  const emailId = `idn_${id.slice('user_'.length)}`;
  return {
    object: 'user',
    id,
    primary_email_address_id: emailId,
    email_addresses: [{ object: 'email_address', id: emailId, email_address: email, linked_to: [] }],
    public_metadata: { role },
    private_metadata: {},
    unsafe_metadata: {},
    external_accounts: [],
    phone_numbers: [],
    web3_wallets: [],
    banned: false,
    locked: false,
  };
}

export function sessionResource({ id, userId, status, createdAtMs, ofBrowser }: Session): object {
  return {
    object: 'session',
    id,
    client_id: `client_${id.slice('sess_'.length)}`,
    user_id: userId,
    status,
    last_active_at: createdAtMs,
    expire_at: createdAtMs + 7 * 86_400_000,
    abandon_at: createdAtMs + 30 * 86_400_000,
    created_at: createdAtMs,
    updated_at: createdAtMs,
    ...(ofBrowser && { latest_activity: activity(id) }),
  };
}

function activity(sessionId: string): object {
  return {
    object: 'session_activity',
    id: `sess_activity_${sessionId.slice('sess_'.length)}`,
    is_mobile: false,
    browser_name: 'Firefox',
    browser_version: '150.0',
  };
}

export function signInTokenResource(id: string, userId: string, token: string, url: string): object {
  const now = Date.now();
  return {
    object: 'sign_in_token',
    id,
    user_id: userId,
    token,
    status: 'pending',
    url,
    created_at: now,
    updated_at: now,
  };
}
