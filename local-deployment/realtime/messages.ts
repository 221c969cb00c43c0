import type { z as Z } from 'zod';
import { z } from '../zod';

const request = z.object({ type: z.literal('agent_request'), id: z.string().min(1), message: z.string() });
const sessionEnd = z.object({ type: z.literal('end_session') });
const schemas = { agent_request: request, end_session: sessionEnd };

export type AgentRequest = Z.output<typeof request>;

/** Says what is wrong with a message. */
export interface Complaint {
  type: 'error';
  code: 'INVALID_MESSAGE' | 'MESSAGE_TOO_LARGE' | 'UNKNOWN_TYPE' | 'VALIDATION_ERROR';
  message: string;
}

export type ClientMessage = AgentRequest | Z.output<typeof sessionEnd> | Complaint;

export function readMessage(text: string): ClientMessage {
  const message = z.record(z.string(), z.unknown()).safeParse(parsed(text)).data;
  if (message === undefined) return complaint('INVALID_MESSAGE', 'A message is a JSON object');
  const { type } = message;
  if (type !== 'agent_request' && type !== 'end_session') return complaint('UNKNOWN_TYPE', 'There is no such message');
  const read = schemas[type].safeParse(message);
  if (read.success) return read.data;
  const fields = read.error.issues.map(({ path, message: problem }) => `${path.join('.')}: ${problem}`);
  return complaint('VALIDATION_ERROR', fields.join('; '));
}

function complaint(code: Complaint['code'], message: string): Complaint {
  return { type: 'error', code, message };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
