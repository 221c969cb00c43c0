import type { Reply } from '../../progress/support/serving';

/** What may be wrong with it, one at a time. */
export type OpaqueFault =
  | 'the database is away'
  | "a header has a third party's token"
  | 'an invalid registration is answered with the password'
  | 'a used refresh token is taken for ever'
  | 'two refreshes at once both win'
  | 'a refresh token stays the same'
  | 'access tokens outlive a sign-out'
  | 'the status tells who has an account'
  | 'an update makes admins'
  | 'the profile has a digest of the password'
  | "others' posts are changed"
  | "others' posts are listed"
  | "others' posts are read"
  | 'a change is not stored'
  | 'a removed post is still read'
  | 'another is signed out, too';

export const failed = (status: number, errors: readonly string[]): Reply => ({ status, json: { errors } });
