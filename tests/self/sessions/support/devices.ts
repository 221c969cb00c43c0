import { createHash } from 'node:crypto';
import { objectIn, serve, type Asked, type Reply } from '../../progress/support/serving';
import { createFamilies, type Family } from './families';
import { createSigner, type Verifying } from './key';
import { no, type DevicesFault } from './devices-answers';
import { notesOf } from './devices-notes';
import { createPeople, type Person } from './people';
import { ADMIN_PASSWORD, bcryptHash, newToken, PASSWORD, thirdPartyToken, type Stranger } from './stranger';

export const ORIGINS = ['https://notes.example.com', 'https://admin.notes.example.com'];
const ADMIN = 'head@notes.example.com';
const COOKIE_PATH = '/api/v1/auth';
const WEEK_SECONDS = 604_800;
const GRACE_MS = 1000;

const data = (value: unknown, status = 200): Reply => ({ status, json: { data: value } });
const unauthorized = (message: string, headers: Record<string, string> = {}): Reply => ({
  ...no(401, message),
  headers: { 'www-authenticate': 'Token realm="notes"', ...headers },
});

/** A sign-in for each device, by email; its refresh token is a cookie for nothing else, and its access token an RS256 JWT. */
export async function startDevices(fault?: DevicesFault): Promise<Stranger> {
  const is = (each: DevicesFault): boolean => fault === each;
  const people = createPeople();
  const families = createFamilies({
    graceMs: is('the grace never ends') ? Infinity : GRACE_MS,
    endsByReuse: true,
  });
  const signer = createSigner(verifyingOf(fault));
  const issued: string[] = [];
  people.register(ADMIN, ADMIN_PASSWORD, true);

  const userOf = ({ id, name, isAdmin }: Person): object => ({
    ...{ id, email: name, name: name.split('@')[0], roles: isAdmin ? ['USER', 'ADMIN'] : ['USER'] },
    ...(is('the profile has a hash under another name') ? { check: { v: bcryptHash() } } : {}),
  });
  const accessToken = (person: number, sid: string, seconds: number): string => {
    const now = Math.floor(Date.now() / 1000);
    const token = signer.sign({ uid: person, sid, iat: now - 1, exp: now + seconds });
    issued.push(token);
    return token;
  };
  const cookieOf = (value: string, seconds: number): string =>
    `rt=${value}; Path=${COOKIE_PATH}; Max-Age=${seconds}; HttpOnly; SameSite=Strict`;
  const brought = ({ id, person, current }: Family, more: object): Reply => ({
    ...data({ accessToken: accessToken(person, id, 600), expiresIn: 600, ...more }),
    cookies: [
      cookieOf(current, WEEK_SECONDS),
      ...(is("a cookie has a third party's token")
        ? [`tiktok=${encodeURIComponent(thirdPartyToken())}; HttpOnly`]
        : []),
    ],
  });

  const register = (asked: Asked): Reply => {
    const { email, password, roles } = objectIn(asked) ?? {};
    const isEmail = typeof email === 'string' && /^\S+@\S+$/.test(email);
    if (!isEmail) return no(422, 'Check your input', { email: 'must be an address' });
    if (typeof password !== 'string' || password.length < 8)
      return no(422, 'Check your input', { password: 'is too short' });
    const raises = is('whoever registers says what he is') && Array.isArray(roles) && roles.includes('ADMIN');
    const person = people.register(email, password, raises);
    return person === undefined ? no(409, 'There is such an account') : data(userOf(person), 201);
  };
  const signIn = (asked: Asked): Reply => {
    const { email, password } = objectIn(asked) ?? {};
    if (typeof email !== 'string' || !email.includes('@')) return no(422, 'Check your input', { email: 'is missing' });
    const person = people.find(email);
    if (person !== undefined && person.password === password) {
      return brought(families.open(person.id), { user: userOf(person) });
    }
    const tells = person === undefined && is('a header tells who has an account');
    const refused = unauthorized('Wrong address or password', tells ? { 'x-failure': 'lookup' } : {});
    if (!is('the text tells who has an account, beside a time')) return refused;
    const error = { message: person === undefined ? 'Nobody has this address' : 'Wrong password', at: newToken() };
    return { ...refused, json: { error } };
  };
  const refresh = async ({ cookies }: Asked): Promise<Reply> => {
    const token = cookies.rt ?? '';
    const family = await families.refresh(token);
    if (family === undefined) {
      return unauthorized(
        is("an error has a third party's token") ? `Not refreshed; upstream has ${thirdPartyToken()}` : 'Sign in again',
      );
    }
    const hash = createHash('sha256').update(family.current).digest('hex');
    return brought(family, is("a refresh tells its token's hash as the id of the session") ? { sessionId: hash } : {});
  };
  const signOut = ({ cookies }: Asked): Reply => {
    const family = families.find(cookies.rt ?? '');
    if (family === undefined) return unauthorized('You are not signed in');
    if (!is('a sign-out clears the cookie only')) family.over = true;
    if (is('a sign-out ends every device')) families.endAllOf(family.person);
    return { ...data({ done: true }), cookies: [cookieOf('', 0)] };
  };
  const whoAsks = ({ headers }: Asked): Person | undefined => {
    const claims = signer.claimsOf(String(headers['x-access-token']));
    const family = families.find(claims?.sid ?? '');
    const isOver = family?.over !== false;
    if (claims === undefined || (isOver && !is('a sign-out ends the refresh token only'))) return undefined;
    return people.byId(claims.uid);
  };

  const { notes, ask: askForNotes } = notesOf(people, is);
  const ask = (asked: Asked): Reply | Promise<Reply> => {
    const route = `${asked.method} ${asked.path}`;
    if (route === 'GET /api/v1/status') return { status: 200, json: { ok: true, checks: { db: 'up', queue: 'up' } } };
    if (route === 'POST /api/v1/users') return register(asked);
    if (route === 'POST /api/v1/auth/login') return signIn(asked);
    if (route === 'POST /api/v1/auth/refresh') return refresh(asked);
    if (route === 'POST /api/v1/auth/logout') return signOut(asked);
    const person = whoAsks(asked);
    if (person === undefined) return unauthorized('You are not signed in');
    if (route === 'GET /api/v1/users/self') return data(userOf(person));
    if (route === 'GET /api/v1/admin/stats') {
      return person.isAdmin || is('administration asks for a token only')
        ? data({ users: people.all().length })
        : no(403, 'Not for you');
    }
    return asked.path.startsWith('/api/v1/notes') ? askForNotes(asked, person) : no(404, 'There is no such page');
  };

  const { origin, stop } = await serve(async (asked) => {
    const from = asked.headers.origin ?? '';
    const isLocal = is('pages of localhost are admitted') && from.startsWith('http://localhost:');
    const isRead = is('pages of any origin may read an answer') && asked.method === 'GET' && from !== '';
    const admitted = ORIGINS.includes(from) || isLocal || isRead ? corsHeaders(from) : {};
    if (asked.method === 'OPTIONS') return { status: 204, headers: admitted };
    const reply = await ask(asked);
    return { ...reply, headers: { ...reply.headers, ...admitted } };
  });

  const late = people.register('late@notes.example.com', newToken());
  return {
    url: origin,
    variables: {
      SMOKE_TEST_API_URL: origin,
      SMOKE_SESSIONS_PASSWORD: PASSWORD,
      SMOKE_SESSIONS_ADMIN_USERNAME: ADMIN,
      SMOKE_SESSIONS_ADMIN_PASSWORD: ADMIN_PASSWORD,
      SMOKE_SESSIONS_EXPIRED_JWT: accessToken(late?.id ?? 0, families.open(late?.id ?? 0).id, -60),
    },
    secrets: () => [PASSWORD, ADMIN_PASSWORD, ...families.tokens(), ...issued],
    accounts: () => people.all().length - 2,
    posts: () => notes().length,
    stop,
  };
}

function verifyingOf(fault: DevicesFault | undefined): Verifying {
  switch (fault) {
    case 'alg none is taken':
    case 'a default key signs, too':
    case 'signatures are not checked':
    case 'any signature will do':
    case 'times are not checked':
      return fault;
    default:
      return 'as it should be';
  }
}

function corsHeaders(origin: string): Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': 'GET, POST, PATCH, DELETE',
    'access-control-allow-headers': 'x-access-token, content-type',
    vary: 'Origin',
  };
}
