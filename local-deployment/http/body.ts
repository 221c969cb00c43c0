import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** The whole body as UTF-8 text, '' when there is none. */
export function readBody(request: IncomingMessage): Promise<string> {
  return text(request);
}
