import type { HttpEvent } from '../../lambda/http-events';

/** RFC 6265bis §4.1.2; what is undefined is left out. */
export interface CookieAttributes {
  httpOnly: boolean;
  secure: boolean;
  sameSite: 'Lax' | 'Strict' | 'None' | undefined;
  maxAgeSeconds: number | undefined;
}

export function cookieIn({ cookies = [] }: HttpEvent, name: string): string | undefined {
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** A Set-Cookie header's value; the cookie's own must need no quotes. */
export function setCookie(name: string, value: string, attributes: CookieAttributes): string {
  const { httpOnly, secure, sameSite, maxAgeSeconds } = attributes;
  return [
    `${name}=${value}`,
    'Path=/',
    ...(maxAgeSeconds === undefined ? [] : [`Max-Age=${maxAgeSeconds}`]),
    ...(httpOnly ? ['HttpOnly'] : []),
    ...(secure ? ['Secure'] : []),
    ...(sameSite === undefined ? [] : [`SameSite=${sameSite}`]),
  ].join('; ');
}

export function removeCookie(name: string, attributes: CookieAttributes): string {
  return setCookie(name, '', { ...attributes, maxAgeSeconds: 0 });
}
