import { createHash } from 'node:crypto';
import { objectIn, serve, type Asked, type Reply } from '../../progress/support/serving';
import { createFamilies, type Family } from './families';
import { failed, type OpaqueFault } from './opaque-answers';
import { postsOf } from './opaque-posts';
import { createPeople, type Person } from './people';
import { ADMIN_PASSWORD, newToken, PASSWORD, thirdPartyToken, type Stranger } from './stranger';

export interface OpaqueOptions {
  fault?: OpaqueFault | undefined;
  /** Whether a new sign-in ends those before it, and whoever loses a race loses all of his. */
  single?: boolean;
  /** Told of every post that was written, before its author is. */
  wrote?: () => void;
}

const ADMIN = 'chief';
/** Every so manieth sign-in is one too many. */
const LIMIT = 7;
const LAG_MS = 300;

const ok = (json: unknown): Reply => ({ status: 200, json });

/** Tokens that nobody can read, refreshed by a form; reads from copies that lag behind; no page ever asks. */
export async function startOpaque({
  fault,
  single = false,
  wrote = () => undefined,
}: OpaqueOptions = {}): Promise<Stranger> {
  const is = (each: OpaqueFault): boolean => fault === each;
  const people = createPeople(LAG_MS);
  const families = createFamilies({
    graceMs: is('a used refresh token is taken for ever') ? Infinity : 0,
    endsByReuse: single,
    races: is('two refreshes at once both win'),
    stays: is('a refresh token stays the same'),
  });
  const access = new Map<string, Family>();
  let signIns = 0;
  people.register(ADMIN, ADMIN_PASSWORD, true);

  const brought = (family: Family): Reply => {
    const token = newToken();
    access.set(token, family);
    return {
      ...ok({ pass: token, renewal: family.current, token_type: 'Bearer', expires_in: 300 }),
      headers: is("a header has a third party's token") ? { 'x-upstream': thirdPartyToken() } : {},
    };
  };
  const register = (asked: Asked): Reply => {
    const sent = objectIn(asked) ?? {};
    const { login, password, mail } = sent;
    if (typeof login !== 'string' || typeof password !== 'string' || !/@/.test(String(mail))) {
      return is('an invalid registration is answered with the password')
        ? { status: 400, json: { errors: ['mail is no address'], input: sent } }
        : failed(400, ['mail is no address']);
    }
    return people.register(login, password) === undefined ? failed(400, ['login is taken']) : { status: 204 };
  };
  const byPassword = (form: URLSearchParams): Reply => {
    signIns += 1;
    if (signIns % LIMIT === 0) return { ...failed(429, ['slow down']), headers: { 'retry-after': '1' } };
    const person = people.find(form.get('username') ?? '');
    if (person === undefined || person.password !== form.get('password')) {
      const tells = person === undefined && is('the status tells who has an account');
      return failed(tells ? 403 : 401, ['wrong login or password']);
    }
    if (single) families.endAllOf(person.id);
    return brought(families.open(person.id));
  };
  const byRefreshToken = async (form: URLSearchParams): Promise<Reply> => {
    const token = form.get('refresh_token') ?? '';
    const owner = families.find(token)?.person;
    const family = await families.refresh(token);
    if (family !== undefined) return brought(family);
    if (single && owner !== undefined) families.endAllOf(owner);
    return failed(401, ['refresh token refused']);
  };
  const tokenFor = (asked: Asked): Reply | Promise<Reply> => {
    const form = new URLSearchParams(asked.body);
    return form.get('grant_type') === 'refresh_token' ? byRefreshToken(form) : byPassword(form);
  };
  const profileOf = ({ id, name, isAdmin, password }: Person): object => ({
    ...{ uid: `u-${id}`, login: name, is_admin: isAdmin },
    ...(is('the profile has a digest of the password')
      ? { fingerprint: createHash('sha256').update(password).digest('hex') }
      : {}),
  });
  const whoAsks = ({ headers }: Asked): { person: Person; family: Family } | undefined => {
    const [, token = ''] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? [];
    const family = access.get(token);
    if (family === undefined || (family.over && !is('access tokens outlive a sign-out'))) return undefined;
    const person = people.byId(family.person);
    return person === undefined ? undefined : { person, family };
  };
  const askForPosts = postsOf(people, is, wrote);

  const { origin, stop } = await serve((asked) => {
    const route = `${asked.method} ${asked.path}`;
    if (route === 'GET /healthz') return ok({ status: 'up', db: is('the database is away') ? 'down' : 'up' });
    if (route === 'POST /accounts') return register(asked);
    if (route === 'POST /oauth/token') return tokenFor(asked);
    const known = whoAsks(asked);
    if (known === undefined) return failed(401, ['token refused']);
    const { person, family } = known;
    switch (route) {
      case 'POST /oauth/revoke':
        family.over = true;
        if (is('another is signed out, too'))
          people.all().forEach(({ id }) => {
            families.endAllOf(id);
          });
        return { status: 204 };
      case 'GET /account':
        return ok(profileOf(person));
      case 'PUT /account':
        if (is('an update makes admins') && objectIn(asked)?.is_admin !== undefined) {
          person.isAdmin = objectIn(asked)?.is_admin === true;
        }
        return ok(profileOf(person));
      case 'GET /internal/accounts':
        return person.isAdmin ? ok([]) : failed(403, ['not allowed']);
      default:
        return asked.path.startsWith('/posts') ? askForPosts(asked, person) : failed(404, ['no such page']);
    }
  });

  return {
    url: origin,
    variables: {
      SMOKE_TEST_API_URL: origin,
      SMOKE_SESSIONS_PASSWORD: PASSWORD,
      SMOKE_SESSIONS_ADMIN_USERNAME: ADMIN,
      SMOKE_SESSIONS_ADMIN_PASSWORD: ADMIN_PASSWORD,
    },
    secrets: () => [PASSWORD, ADMIN_PASSWORD, ...families.tokens(), ...access.keys()],
    accounts: () => people.all().length - 1,
    posts: () => people.notes().length,
    stop,
  };
}
