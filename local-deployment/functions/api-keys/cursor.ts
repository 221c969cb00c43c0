import { z } from '../../zod';
import { Refusal } from '../shared/refusal';
import type { Position } from './repository';

const position = z.strictObject({ id: z.string(), createdAt: z.string() });

export function encodeCursor(next: Position): string {
  return Buffer.from(JSON.stringify(next)).toString('base64url');
}

export function decodeCursor(cursor: string): Position {
  try {
    return position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new Refusal(400, 'VALIDATION_ERROR', 'cursor: not a cursor of this list');
  }
}
