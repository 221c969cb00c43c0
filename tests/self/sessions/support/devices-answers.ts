import type { Reply } from '../../progress/support/serving';
import type { Verifying } from './key';

/** What may be wrong with it, one at a time. */
export type DevicesFault =
  | Exclude<Verifying, 'as it should be'>
  | 'the profile has a hash under another name'
  | "an error has a third party's token"
  | "a cookie has a third party's token"
  | "a refresh tells its token's hash as the id of the session"
  | 'the grace never ends'
  | 'a sign-out clears the cookie only'
  | 'a sign-out ends the refresh token only'
  | 'a sign-out ends every device'
  | 'the text tells who has an account, beside a time'
  | 'a header tells who has an account'
  | 'whoever registers says what he is'
  | "others' notes are listed"
  | "others' notes are read"
  | 'an invalid note is refused without a name'
  | 'pages of localhost are admitted'
  | 'pages of any origin may read an answer'
  | 'administration asks for a token only';

export const no = (status: number, message: string, fields?: Record<string, string>): Reply => ({
  status,
  json: { error: { message, ...(fields === undefined ? {} : { fields }) } },
});
