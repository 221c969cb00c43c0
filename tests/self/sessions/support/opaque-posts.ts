import { objectIn, type Asked, type Reply } from '../../progress/support/serving';
import { failed, type OpaqueFault } from './opaque-answers';
import type { Note, People, Person } from './people';

const shown = ({ id, title, text }: Note): object => ({ post_id: `p${id}`, title, body: text });

/** Posts that are read from copies, which lag behind. */
export function postsOf(
  people: People,
  is: (fault: OpaqueFault) => boolean,
  wrote: () => void,
): (asked: Asked, person: Person) => Reply {
  return (asked, person) => {
    const [, , name] = asked.path.split('/');
    const { title, body } = objectIn(asked) ?? {};
    const writes = asked.method === 'POST' || asked.method === 'PUT';
    if (writes && (typeof title !== 'string' || title === '')) return failed(400, ['title is missing']);
    if (writes && typeof body !== 'string') return failed(400, ['body is missing']);
    if (name === undefined && asked.method === 'GET') {
      const isListed = ({ author }: Note): boolean => author === person.id || is("others' posts are listed");
      return { status: 200, json: { posts: people.allSeen().filter(isListed).map(shown), total: 1000 } };
    }
    if (name === undefined) {
      const written = people.write(person.id, String(title), String(body));
      wrote();
      return { status: 201, json: shown(written) };
    }
    const id = Number(name.slice(1));
    // Whoever writes asks the database itself.
    const note = asked.method === 'GET' ? people.seen(id) : people.note(id);
    if (note === undefined) {
      const removed = is('a removed post is still read') ? people.lastOf(id) : undefined;
      return removed === undefined ? failed(404, ['no such post']) : { status: 200, json: shown(removed) };
    }
    const mayAsk = is(asked.method === 'GET' ? "others' posts are read" : "others' posts are changed");
    if (note.author !== person.id && !mayAsk) return failed(404, ['no such post']);
    if (asked.method === 'DELETE') {
      people.remove(note);
      return { status: 204 };
    }
    if (asked.method === 'PUT') {
      const changed = { ...note, title: String(title), text: String(body) };
      if (!is('a change is not stored')) people.change(note, changed.title, changed.text);
      return { status: 200, json: shown(changed) };
    }
    return { status: 200, json: shown(note) };
  };
}
