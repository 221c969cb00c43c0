import type { PostFields } from './fields';
import type { Queryable } from './part';
import type { User } from './users';

/** A row of the table, with its names. */
export interface Post extends PostFields {
  id: string;
  author_id: string;
  created_at: Date;
}

export interface Posts {
  /** Whether the user may do this with the post. */
  mayTouch: (purpose: 'read' | 'change' | 'remove', post: Post, user: User) => boolean;
  create: (db: Queryable, author: User, fields: PostFields) => Promise<Post>;
  listOf: (db: Queryable, author: User) => Promise<Post[]>;
  find: (db: Queryable, id: string) => Promise<Post | undefined>;
  change: (db: Queryable, post: Post, fields: PostFields) => Promise<Post>;
  remove: (db: Queryable, post: Post) => Promise<void>;
}

export function createPosts(): Posts {
  return {
    mayTouch: (_purpose, post, user) => post.author_id === user.id,
    async create(db, author, { title, content }) {
      const { rows } = await db.query<Post>(
        'INSERT INTO posts (author_id, title, content) VALUES ($1, $2, $3) RETURNING *',
        [author.id, title, content],
      );
      return one(rows);
    },
    async listOf(db, author) {
      const { rows } = await db.query<Post>('SELECT * FROM posts WHERE author_id = $1 ORDER BY created_at', [
        author.id,
      ]);
      return rows;
    },
    async find(db, id) {
      const { rows } = await db.query<Post>('SELECT * FROM posts WHERE id::text = $1', [id]);
      return rows[0];
    },
    async change(db, { id }, { title, content }) {
      const { rows } = await db.query<Post>('UPDATE posts SET title = $2, content = $3 WHERE id = $1 RETURNING *', [
        ...[id, title, content],
      ]);
      return one(rows);
    },
    async remove(db, { id }) {
      await db.query('DELETE FROM posts WHERE id = $1', [id]);
    },
  };
}

function one(rows: readonly Post[]): Post {
  const [row] = rows;
  if (!row) throw new Error('the post has gone meanwhile');
  return row;
}
