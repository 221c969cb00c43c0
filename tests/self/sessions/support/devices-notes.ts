import { objectIn, type Asked, type Reply } from '../../progress/support/serving';
import { no, type DevicesFault } from './devices-answers';
import type { Note, People, Person } from './people';

const shown = ({ id, author, title, text }: Note): object => ({ id, owner: author, title, text });

/** Notes, each for whoever has written it. */
export function notesOf(
  people: People,
  is: (fault: DevicesFault) => boolean,
): { notes: () => Note[]; ask: (asked: Asked, person: Person) => Reply } {
  const invalid = (asked: Asked): Reply | undefined => {
    const { title, text } = objectIn(asked) ?? {};
    const fields = {
      ...(typeof title === 'string' && title.trim() !== '' ? {} : { title: 'must not be empty' }),
      ...(typeof text === 'string' ? {} : { text: 'must be a text' }),
    };
    if (Object.keys(fields).length === 0) return undefined;
    return is('an invalid note is refused without a name')
      ? no(422, 'Check your input')
      : no(422, 'Check your input', fields);
  };
  const sent = (asked: Asked): { title: string; text: string } => {
    const { title, text } = objectIn(asked) ?? {};
    return { title: String(title), text: String(text) };
  };
  return {
    notes: people.notes,
    ask(asked, person) {
      const [, , , , id] = asked.path.split('/');
      if (id === undefined) {
        if (asked.method === 'GET') {
          const own = people.notes().filter(({ author }) => author === person.id);
          return { status: 200, json: (is("others' notes are listed") ? people.notes() : own).map(shown) };
        }
        const refused = invalid(asked);
        if (refused !== undefined) return refused;
        const { title, text } = sent(asked);
        return { status: 201, json: { data: shown(people.write(person.id, title, text)) } };
      }
      const note = people.note(Number(id));
      if (note === undefined) return no(404, 'There is no such note');
      const mayRead = asked.method === 'GET' && is("others' notes are read");
      if (note.author !== person.id && !mayRead) return no(403, 'This note is not yours');
      if (asked.method === 'DELETE') {
        people.remove(note);
        return { status: 200, json: { data: { removed: note.id } } };
      }
      if (asked.method === 'PATCH') {
        const refused = invalid(asked);
        if (refused !== undefined) return refused;
        const { title, text } = sent(asked);
        people.change(note, title, text);
      }
      return { status: 200, json: { data: shown(note) } };
    },
  };
}
