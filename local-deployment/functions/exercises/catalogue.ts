export interface Exercise {
  id: string;
  title: string;
  difficulty: 'easy' | 'medium' | 'hard';
}

/** Comes with the code. */
export type Catalogue = () => readonly Exercise[];

export const exercises: Catalogue = () => [
  { id: 'hello-world', title: 'Hello, world', difficulty: 'easy' },
  { id: 'two-sum', title: 'Two sum', difficulty: 'easy' },
  { id: 'balanced-brackets', title: 'Balanced brackets', difficulty: 'medium' },
  { id: 'word-ladder', title: 'Word ladder', difficulty: 'hard' },
  { id: 'smoke-test', title: 'For smoke tests', difficulty: 'easy' },
];
