import type { PostFields } from '../session-service/fields';
import type { Post, Posts } from '../session-service/posts';
import type { DeploymentTemplate } from '../template/types';
import { inGroup } from './fault';
import { changed } from './parts';
import { aroundRoute, withFields, withStatus } from './sessions-parts';

const fails = ['SE10'];

/** What becomes of what users write. */
export const sessionPostFaults = inGroup('sessions', [
  {
    name: 'posts-readable-by-anyone',
    defect: 'A post is shown to other users than its author.',
    cause: 'It is looked for by its id alone.',
    fails,
    mutate: (template) => {
      admitOthers(template, 'read');
    },
  },
  {
    name: 'posts-changeable-by-anyone',
    defect: 'A post is changed by another user than its author.',
    cause: 'The check for the author is in the page that has the form.',
    fails,
    mutate: (template) => {
      admitOthers(template, 'change');
    },
  },
  {
    name: 'posts-deletable-by-anyone',
    defect: 'A post is deleted by another user than its author.',
    cause: 'The route was made for moderators, and never limited to them.',
    fails,
    mutate: (template) => {
      admitOthers(template, 'remove');
    },
  },
  {
    name: 'posts-cached-for-nobody',
    defect: 'Posts are shown to who has no token, once their author has read them.',
    cause: 'A cache in front keeps answers by their path, and looks for a token only where there is none of them.',
    fails,
    mutate: ({ sessions }) => {
      const { front } = sessions;
      const kept = new Map<string, Response>();
      sessions.front = async (request, service) => {
        const { pathname } = new URL(request.url);
        if (request.method !== 'GET' || !pathname.startsWith('/posts')) return front(request, service);
        const cached = kept.get(pathname);
        if (cached && !request.headers.has('authorization')) return cached.clone();
        const answer = await front(request, service);
        if (answer.ok) kept.set(pathname, answer.clone());
        return answer;
      };
    },
  },
  {
    name: 'refused-post-stored',
    defect: 'A post that is refused is stored all the same.',
    cause: 'It is written with defaults for what it lacks, and validated afterwards, outside of the transaction.',
    fails,
    mutate: ({ sessions }) => {
      const { front } = sessions;
      sessions.front = async (request, service) => {
        const copy = request.clone();
        const answer = await front(request, service);
        if (answer.status !== 422 || request.method !== 'POST' || !request.url.endsWith('/posts')) return answer;
        const body = JSON.stringify({ title: 'untitled', content: 'nothing' });
        await front(new Request(copy.url, { method: 'POST', headers: copy.headers, body }), service);
        return answer;
      };
    },
  },
  {
    name: 'posts-of-everybody-listed',
    defect: "The list of one's own posts has those of others.",
    cause: 'The filter is a parameter, and nobody gives it.',
    fails,
    mutate: ({ sessions: { parts } }) => {
      change(parts, () => ({
        listOf: async (db) => (await db.query<Post>('SELECT * FROM posts ORDER BY created_at')).rows,
      }));
    },
  },
  {
    name: 'post-created-answers-ok',
    defect: 'The creation of a post is answered with 200, and not with 201.',
    cause: 'The route has no status of its own.',
    fails,
    mutate: (template) => {
      aroundRoute(template, 'POST /posts', (answer) => (answer.ok ? withStatus(answer, 200) : answer));
    },
  },
  {
    name: 'post-not-listed',
    defect: 'A post that was created is not in the list.',
    cause: 'The list shows published posts, and new ones are none.',
    fails,
    mutate: ({ sessions: { parts } }) => {
      change(parts, () => ({ listOf: () => Promise.resolve([]) }));
    },
  },
  {
    name: 'post-not-stored',
    defect: 'A post that was created is not there.',
    cause: 'The session of the database is closed without a commit.',
    fails,
    mutate: ({ sessions: { parts } }) => {
      change(parts, ({ create, remove }) => ({
        create: async (db, author, fields) => {
          const post = await create(db, author, fields);
          await remove(db, post);
          return post;
        },
      }));
    },
  },
  {
    name: 'post-update-not-stored',
    defect: 'The answer to an update has the new text, and the post has the old one.',
    cause: 'The changed object is answered, and never saved.',
    fails,
    mutate: ({ sessions: { parts } }) => {
      change(parts, () => ({ change: (_db, post, fields) => Promise.resolve({ ...post, ...fields }) }));
    },
  },
  {
    name: 'post-removal-answers-ok',
    defect: 'The removal of a post is answered with 200, and not with 204.',
    cause: 'It answers a message instead of nothing.',
    fails,
    mutate: (template) => {
      aroundRoute(template, 'DELETE /posts/{id}', (answer) => (answer.ok ? withStatus(answer, 200) : answer));
    },
  },
  {
    name: 'post-not-removed',
    defect: 'A post that was deleted is still there.',
    cause: 'It is marked as deleted, and nothing that reads posts knows the mark.',
    fails,
    mutate: ({ sessions: { parts } }) => {
      change(parts, () => ({ remove: () => Promise.resolve() }));
    },
  },
  {
    name: 'post-without-content',
    defect: 'A post is shown without its content.',
    cause: 'It is shown as in lists, where the content would be too long.',
    fails,
    mutate: (template) => {
      aroundRoute(template, 'GET /posts/{id}', (answer) =>
        answer.ok ? withFields(answer, { content: undefined }) : answer,
      );
    },
  },
  {
    name: 'invalid-post-accepted',
    defect: 'A post is stored whatever its fields are.',
    cause: 'The body is taken as a dictionary, so that nothing reads its schema.',
    fails,
    mutate: ({ sessions: { parts } }) => {
      parts.fields = changed(parts.fields, () => ({ post: whatever }));
    },
  },
  {
    name: 'invalid-post-without-reason',
    defect: 'The refusal of an invalid post does not say which field is wrong.',
    cause: 'The handler of errors answers one text for all of them.',
    fails,
    mutate: (template) => {
      aroundRoute(template, 'POST /posts', (answer) =>
        answer.status === 422 ? withFields(answer, { detail: 'Unprocessable Entity' }) : answer,
      );
    },
  },
  {
    name: 'invalid-post-crashes',
    defect: 'An invalid post is answered with 500.',
    cause: 'The validation is left to the constraints of the database.',
    fails,
    mutate: ({ sessions: { parts } }) => {
      parts.fields = changed(parts.fields, ({ post }) => ({
        post: (body) => {
          try {
            return post(body);
          } catch {
            throw new Error('a constraint of the table posts is violated');
          }
        },
      }));
    },
  },
]);

function change(parts: DeploymentTemplate['sessions']['parts'], of: (posts: Posts) => Partial<Posts>): void {
  parts.posts = changed(parts.posts, of);
}

function admitOthers({ sessions: { parts } }: DeploymentTemplate, admitted: Parameters<Posts['mayTouch']>[0]): void {
  change(parts, ({ mayTouch }) => ({
    mayTouch: (purpose, post, user) => purpose === admitted || mayTouch(purpose, post, user),
  }));
}

function whatever(body: unknown): PostFields {
  const { title, content } = Object(body) as Record<string, unknown>;
  return { title: String(title), content: String(content) };
}
