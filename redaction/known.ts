import { formsOf, LONG_SECRET } from './forms';

/** A secret, and what stands for it in texts: `[jwt:main …k3Fq]`. */
export interface Known {
  secret: string;
  placeholder: string;
}

/** A secret that is shorter than this shows nothing of itself. */
const SHORTEST_WITH_TAIL = 12;

/** What stands for a secret, and for no other: its kind, and enough of its end to tell two of a kind apart. */
export function placeholderFor(secret: string, label: string, taken: ReadonlySet<string>): string {
  // Both come from outside: neither may need an escape, wherever the placeholder is written.
  const kind = label.replace(/[^\w:.-]+/g, '-');
  const tail = secret.slice(-4);
  const name = secret.length < SHORTEST_WITH_TAIL || !/^[\w-]{4}$/.test(tail) ? kind : `${kind} …${tail}`;
  let placeholder = `[${name}]`;
  for (let count = 2; taken.has(placeholder); count += 1) placeholder = `[${name} ~${count}]`;
  return placeholder;
}

/** Puts placeholders in the place of known secrets, in all their forms. */
export interface Concealer {
  add(known: Known): void;
  conceal(text: string): string;
}

interface Form {
  text: string;
  placeholder: string;
  /** What is short is taken for the secret only where it stands alone. */
  pattern: RegExp | undefined;
}

export function createConcealer(): Concealer {
  /** Of all secrets, longest first: one may be the beginning of another. */
  let forms: Form[] = [];
  return {
    add({ secret, placeholder }) {
      const short = secret.length < LONG_SECRET;
      const own = formsOf(secret).map((text) => ({
        ...{ text, placeholder },
        pattern: short ? new RegExp(`(?<!\\w)${literal(text)}(?!\\w)`, 'g') : undefined,
      }));
      forms = [...forms, ...own].sort((a, b) => b.text.length - a.text.length);
    },
    conceal: (text) =>
      forms.reduce(
        (concealed, { text: form, placeholder, pattern }) =>
          concealed.includes(form) ? concealed.replaceAll(pattern ?? form, () => placeholder) : concealed,
        text,
      ),
  };
}

/** For a regular expression that is to match nothing else. */
export function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);
}
