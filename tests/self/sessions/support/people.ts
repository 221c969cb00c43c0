/** Somebody with an account. */
export interface Person {
  id: number;
  name: string;
  password: string;
  isAdmin: boolean;
}

/** What somebody has written. */
export interface Note {
  id: number;
  author: number;
  title: string;
  text: string;
  /** When the copies have it that are read from. */
  visibleAtMs: number;
  /** What they have until then; undefined where there was nothing. */
  before?: Pick<Note, 'title' | 'text'> | undefined;
  removed: boolean;
}

/** Who has an account, and what they have written; in memory. */
export interface People {
  register: (name: string, password: string, isAdmin?: boolean) => Person | undefined;
  find: (name: string) => Person | undefined;
  byId: (id: number) => Person | undefined;
  all: () => Person[];
  write: (author: number, title: string, text: string) => Note;
  change: (note: Note, title: string, text: string) => void;
  remove: (note: Note) => void;
  /** As it is; and as copies have it that lag behind. */
  note: (id: number) => Note | undefined;
  seen: (id: number) => Note | undefined;
  /** Whether or not it was removed. */
  lastOf: (id: number) => Note | undefined;
  notes: () => Note[];
  allSeen: () => Note[];
}

/** @param lagMs how long copies take that are read from */
export function createPeople(lagMs = 0): People {
  const people = new Map<string, Person>();
  const notes = new Map<number, Note>();
  let nextId = 41;
  const due = (): number => Date.now() + lagMs;
  const isDue = ({ visibleAtMs }: Note): boolean => visibleAtMs <= Date.now();
  const copyOf = (note: Note): Note | undefined => {
    if (isDue(note)) return note.removed ? undefined : note;
    return note.before === undefined ? undefined : { ...note, ...note.before };
  };
  const seen: People['seen'] = (id) => {
    const note = notes.get(id);
    return note === undefined ? undefined : copyOf(note);
  };
  return {
    register(name, password, isAdmin = false) {
      if (people.has(name)) return undefined;
      const person = { id: (nextId += 1), name, password, isAdmin };
      people.set(name, person);
      return person;
    },
    find: (name) => people.get(name),
    byId: (id) => [...people.values()].find((person) => person.id === id),
    all: () => [...people.values()],
    write(author, title, text) {
      const note: Note = { id: (nextId += 1), author, title, text, visibleAtMs: due(), removed: false };
      notes.set(note.id, note);
      return note;
    },
    change(note, title, text) {
      const { title: oldTitle, text: oldText } = note;
      Object.assign(note, { title, text, visibleAtMs: due(), before: { title: oldTitle, text: oldText } });
    },
    remove(note) {
      const { title, text } = note;
      Object.assign(note, { removed: true, visibleAtMs: due(), before: { title, text } });
    },
    note(id) {
      const note = notes.get(id);
      return note?.removed === true ? undefined : note;
    },
    seen,
    lastOf: (id) => notes.get(id),
    notes: () => [...notes.values()].filter(({ removed }) => !removed),
    allSeen: () => [...notes.keys()].flatMap((id) => seen(id) ?? []),
  };
}
