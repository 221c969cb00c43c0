import { sessionsShapesOf } from '../contract';
import { createVault } from '../fixtures/client/vault';
import { summary } from '../fixtures/client/summary';
import type { Thing } from '../fixtures/created/record';
import type { Identities } from '../fixtures/identities';
import { readMark } from '../fixtures/mark';
import { read } from '../fixtures/read';
import { POST } from '../fixtures/sessions/kind';
import { namesBy } from '../fixtures/sessions/names';
import { openSessionsService, pathOf } from '../fixtures/sessions/service';
import { openSessionRequests, type Session } from '../fixtures/sessions/session';
import type { RunSettings } from '../fixtures/settings';
import type { Found, Kind } from './kind';

/** The posts of the accounts that the suite has registered: each account is signed in that a journal names. */
export function posts(
  { apiUrl, sessions: settings, contract, expiryWaitSeconds }: RunSettings,
  identities: Identities,
  vault: ReturnType<typeof createVault>,
): Kind {
  const service = openSessionsService({ apiUrl, settings, contract, expiryWaitSeconds, identities, vault });
  const requests = openSessionRequests(service);
  const { posts } = contract.sessions;
  const password = service.conceal(settings.password ?? '', 'password:accounts');
  const signedIn = new Map<string, Promise<Session>>();
  const session = (username: string): Promise<Session> => {
    const opened =
      signedIn.get(username) ?? requests.signIn({ ...namesBy(username, contract.sessions.accounts), password });
    signedIn.set(username, opened);
    return opened;
  };
  return {
    name: POST,
    spoken: 'post',
    marked: true,
    listedWithinSeconds: posts.visibleWithinSeconds,
    covers: (_thing, run) => run.target === apiUrl && settings.password !== undefined,
    async list(things) {
      const found = await Promise.all(authorsOf(things).map((author) => listOf(author)));
      return found.flat();
    },
    recognise: ({ name }, thing) => name === thing.name,
    mayBeThere: () => false,
    async remove({ id, owner }) {
      const answer = await requests.send(await session(owner.id ?? ''), 'DELETE', pathOf(posts.itemPath, id));
      return answer.status < 300 || answer.status === 404 ? undefined : `${answer.request}: got ${summary(answer)}`;
    },
  };

  async function listOf(author: string): Promise<Found[]> {
    const listed = read(
      await requests.send(await session(author), 'GET', posts.path),
      sessionsShapesOf(contract).posts,
    );
    return listed
      .filter(({ title }) => readMark(title) !== undefined)
      .map(({ id, title }) => ({ id, name: title, owner: { id: author } }));
  }
}

function authorsOf(things: readonly Thing[]): string[] {
  return [...new Set(things.map(({ owner }) => owner.identity))];
}
