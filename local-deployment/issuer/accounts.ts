import { randomBytes } from 'node:crypto';

export interface User {
  readonly id: string;
  readonly email: string;
  /** In the public metadata. */
  readonly role: string;
}

export type SessionStatus = 'active' | 'revoked';

export interface Session {
  readonly id: string;
  readonly userId: string;
  readonly createdAtMs: number;
  /** Whether somebody has signed in with a browser. */
  readonly ofBrowser: boolean;
  status: SessionStatus;
}

/** What has happened at an issuer since it was started. */
export interface IssuerActivity {
  sessionsCreated: number;
  sessionsRevoked: number;
  /** By user id. */
  tokensMinted: Record<string, number>;
}

/** The users of an instance, their sessions, and the tickets by which they may sign in once. */
export interface Accounts {
  readonly activity: IssuerActivity;
  readonly users: ReadonlyMap<string, User>;
  createSession(userId: string): Session;
  session(id: string): Session | undefined;
  /** Newest first. */
  sessionsOf(userId: string, status: string | null): Session[];
  revoke(session: Session): void;
  createTicket(userId: string): string;
  /** A ticket is good for one sign-in. */
  redeemTicket(ticket: string): string | undefined;
  counted(userId: string): void;
}

/** @param signedIn whether each user has a session already, as one who is using the application has */
export function createAccounts(known: readonly User[], signedIn: boolean): Accounts {
  const users = new Map(known.map((user) => [user.id, user]));
  const sessions = new Map<string, Session>();
  const tickets = new Map<string, string>();
  const activity: IssuerActivity = { sessionsCreated: 0, sessionsRevoked: 0, tokensMinted: {} };

  const open = (userId: string, ofBrowser: boolean): Session => {
    const session: Session = { id: newId('sess'), userId, createdAtMs: Date.now(), ofBrowser, status: 'active' };
    sessions.set(session.id, session);
    return session;
  };
  if (signedIn) for (const { id } of known) open(id, true);

  return {
    activity,
    users,
    createSession(userId) {
      activity.sessionsCreated += 1;
      return open(userId, false);
    },
    session: (id) => sessions.get(id),
    sessionsOf: (userId, status) =>
      [...sessions.values()]
        .filter((session) => session.userId === userId && (status === null || session.status === status))
        .reverse(),
    revoke(session) {
      if (session.status === 'active') activity.sessionsRevoked += 1;
      session.status = 'revoked';
    },
    createTicket(userId) {
      const ticket = newId('ticket');
      tickets.set(ticket, userId);
      return ticket;
    },
    redeemTicket(ticket) {
      const userId = tickets.get(ticket);
      tickets.delete(ticket);
      return userId;
    },
    counted(userId) {
      activity.tokensMinted[userId] = (activity.tokensMinted[userId] ?? 0) + 1;
    },
  };
}

/** `sess_…`, in the form of Clerk's ids. */
export function newId(kind: string): string {
  return `${kind}_${randomBytes(14).toString('hex')}`;
}
