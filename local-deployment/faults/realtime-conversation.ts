import { randomUUID } from 'node:crypto';
import type { AgentEvent } from '../realtime/agent';
import type { Connection } from '../realtime/connection';
import type { DeploymentTemplate } from '../template/types';
import { inGroup } from './fault';
import { around } from './parts';
import { realtimeLifeFaults } from './realtime-life';

/** What is said on an open socket, and who hears it. */
export const realtimeConversationFaults = inGroup('conversation', [
  {
    name: 'events-out-of-order',
    defect: 'A tool is reported as completed before it is reported as executing.',
    cause: 'Events are sent by tasks that nobody waits for.',
    fails: ['WS3'],
    mutate: (template) => {
      changeEvents(template, (events) => {
        const completed = events.filter(({ type }) => type === 'tool_completed');
        return events
          .filter((event) => !completed.includes(event))
          .flatMap((event) => (event.type === 'tool_executing' ? [...completed, event] : [event]));
      });
    },
  },
  {
    name: 'event-missing',
    defect: 'It is never said that a tool has completed.',
    cause: 'The event was renamed on one side of the queue, and the other drops what it does not know.',
    fails: ['WS3'],
    mutate: (template) => {
      changeEvents(template, (events) => events.filter(({ type }) => type !== 'tool_completed'));
    },
  },
  {
    name: 'completion-never-sent',
    defect: 'A request is never completed.',
    cause: "The agent's last step fails in a task whose errors nobody sees.",
    fails: ['WS3', 'WS4'],
    mutate: (template) => {
      changeEvents(template, (events) => events.filter(({ type }) => type !== 'agent_completed'));
    },
  },
  {
    name: 'completion-sent-twice',
    defect: 'A request is completed twice.',
    cause: 'Both the agent and the loop around it report the end.',
    fails: ['WS3'],
    mutate: ({ realtime: { parts } }) => {
      parts.sockets.connect = around(parts.sockets.connect, (connect, socket, admitted) => {
        const connection = connect(socket, admitted);
        return {
          ...connection,
          send: (message) => {
            connection.send(message);
            if ('type' in message && message.type === 'agent_completed') connection.send(message);
          },
        };
      });
    },
  },
  {
    name: 'event-without-a-field',
    defect: 'It is not said which tool is executing.',
    cause: 'A serializer leaves out what the model of the event does not name.',
    fails: ['WS3'],
    mutate: (template) => {
      changeEvents(template, (events) =>
        events.map((event) => (event.type === 'tool_executing' ? { ...event, tool: undefined } : event)),
      );
    },
  },
  {
    name: 'event-of-another-request',
    defect: "One of a request's events has the id of another request.",
    cause: 'The id is kept in a variable that all requests of the process share.',
    fails: ['WS3', 'WS4'],
    mutate: (template) => {
      changeEvents(template, (events) =>
        events.map((event) => (event.type === 'agent_thinking' ? { ...event, request_id: randomUUID() } : event)),
      );
    },
  },
  {
    name: 'answer-empty',
    defect: 'A request is completed with an empty answer.',
    cause: 'The answer is read before the model has finished it.',
    fails: ['WS3'],
    mutate: (template) => {
      changeEvents(template, (events) =>
        events.map((event) => (event.type === 'agent_completed' ? { ...event, answer: '' } : event)),
      );
    },
  },
  {
    name: 'events-to-everybody',
    defect: "Everybody's sockets get the events of everybody's requests.",
    cause: 'Events are published on one channel, and nobody filters them.',
    fails: ['WS4'],
    mutate: ({ realtime: { parts } }) => {
      parts.sockets.recipients = () => (_asking, open) => open;
    },
  },
  {
    name: 'events-to-everybody-without-an-id',
    defect: "Everybody's sockets are told of the progress of everybody's requests, without their ids.",
    cause: 'A message for the dashboard of operators goes out on the channel of users.',
    fails: ['WS4'],
    mutate: (template) => {
      copyToOthers(template, (event) => ({ ...event, request_id: undefined }));
    },
  },
  {
    name: 'progress-to-everybody',
    defect: "Everybody's sockets get an event that no contract names, with the ids of everybody's requests.",
    cause: 'A new event was added where nothing is filtered.',
    fails: ['WS4'],
    mutate: (template) => {
      copyToOthers(template, (event) => ({ ...event, type: 'agent_progress' }));
    },
  },
  {
    name: 'answers-mixed-up',
    defect: "A request is answered with what another user's request asked before.",
    cause: 'The message is kept in a variable that all requests share.',
    fails: ['WS4'],
    mutate: ({ realtime: { parts } }) => {
      let former: string | undefined;
      parts.sockets.agent = around(parts.sockets.agent, (run, request) => {
        const message = former ?? request.message;
        former = request.message;
        return run({ ...request, message });
      });
    },
  },
  {
    name: 'tool-never-completed',
    defect: 'Of two tools, one is completed twice, and the other one never.',
    cause: 'The event is sent for the tool that the loop began with.',
    fails: ['WS3'],
    mutate: (template) => {
      changeEvents(template, (events) => {
        const of = (name: string): AgentEvent[] => events.filter(({ type }) => type === name);
        const [executing, completed] = [of('tool_executing'), of('tool_completed')];
        return [
          ...of('agent_started'),
          ...of('agent_thinking'),
          ...executing,
          ...completed,
          ...completed,
          ...executing,
          ...of('agent_completed'),
        ];
      });
    },
  },
  {
    name: 'login-refuses-everybody',
    defect: 'The login of the realtime service refuses every password.',
    cause: 'The hashes were made with other parameters than they are compared with.',
    fails: ['JC3', 'WS1', 'WS2', 'WS3', 'WS4', 'WS5', 'WS6'],
    mutate: ({ realtime: { parts } }) => {
      const { accounts } = parts.http;
      parts.http.accounts = (environment, backends) => ({
        ...accounts(environment, backends),
        authenticate: () => undefined,
      });
    },
  },
  ...realtimeLifeFaults,
]);

/** What one connection gets, the others do as well, as it is changed. */
function copyToOthers({ realtime: { parts } }: DeploymentTemplate, change: (event: AgentEvent) => object): void {
  const open = new Set<Connection>();
  parts.sockets.connect = around(parts.sockets.connect, (connect, socket, admitted) => {
    const own = connect(socket, admitted);
    open.add(own);
    socket.once('close', () => open.delete(own));
    return {
      ...own,
      send: (message) => {
        own.send(message);
        if (!isEvent(message)) return;
        for (const other of open) if (other !== own) other.send(change(message));
      },
    };
  });
}

function isEvent(message: object): message is AgentEvent {
  return 'request_id' in message;
}

function changeEvents(
  { realtime: { parts } }: DeploymentTemplate,
  change: (events: readonly AgentEvent[]) => readonly AgentEvent[],
): void {
  parts.sockets.agent = around(parts.sockets.agent, (run, request) => change(run(request)));
}
