import type { AgentRequest } from './messages';

/** Without what all events have: the request's and the user's id, and the time. */
export interface AgentEvent {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** What happens about a request, in this order. */
export type Agent = (request: AgentRequest) => readonly AgentEvent[];

const tool = 'count_words';

export function runAgent({ message }: AgentRequest): AgentEvent[] {
  const startedAtMs = performance.now();
  const words = message.split(/\s+/).filter(Boolean).length;
  const durationMs = Math.round(performance.now() - startedAtMs);
  return [
    { type: 'agent_started', agent: 'assistant' },
    { type: 'agent_thinking', thought: 'The words of the message are to be counted.' },
    { type: 'tool_executing', tool, arguments: { text: message } },
    { type: 'tool_completed', tool, result: { words }, duration_ms: durationMs },
    { type: 'agent_completed', answer: `Your message has ${words} words.` },
  ];
}
