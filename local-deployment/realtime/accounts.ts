import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import type { Environment } from '../lambda/runtime';
import type { Backends, RealtimeUser } from './part';

type Account = Omit<RealtimeUser, 'password'>;

export interface Accounts {
  /** Undefined where the address is unknown, or the password another one. */
  authenticate(email: string, password: string): Account | undefined;
  find(id: string): Account | undefined;
}

/** Cheap: these accounts live as long as a deployment that serves a test. */
const cost = { N: 1024, r: 8, p: 1 };
const hashBytes = 32;

export function createAccounts(_environment: Environment, { users }: Backends): Accounts {
  const accounts = users.map(({ id, email, password }) => ({ id, email, ...hashed(password) }));
  const nobody = { id: '', email: '', ...hashed(randomBytes(16).toString('hex')) };
  return {
    authenticate(email, password) {
      // An unknown address takes as long as a wrong password.
      const { id, salt, hash } = accounts.find((account) => account.email === email) ?? nobody;
      const same = timingSafeEqual(hash, hashed(password, salt).hash);
      return same && id !== '' ? { id, email } : undefined;
    },
    find: (id) => accounts.find((account) => account.id === id),
  };
}

function hashed(password: string, salt: Buffer = randomBytes(16)): { salt: Buffer; hash: Buffer } {
  return { salt, hash: scryptSync(password, salt, hashBytes, cost) };
}
