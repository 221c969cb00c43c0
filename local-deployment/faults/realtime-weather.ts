import { randomBytes } from 'node:crypto';
import { around } from './parts';
import type { Weather } from './weather';

export const realtimeWeathers: readonly Weather[] = [
  {
    name: 'refusals-after-accepting',
    condition: 'Sockets that are refused are accepted first, and closed with 1008 at once.',
    mutate: ({ realtime: { parts } }) => {
      parts.sockets.refuse = () => (pending, refusal) => {
        pending.accept((socket) => {
          socket.close(1008, refusal.message);
        });
      };
    },
  },
  {
    name: 'secret-in-the-store',
    condition: 'The JWT secret is in the secret store alone, from which a command reads it.',
    mutate: ({ realtime, settings }) => {
      realtime.environment['JWT_SECRET_STAGING'] = '';
      realtime.socketEnvironment['JWT_SECRET_STAGING'] = '';
      realtime.store.secret = randomBytes(48).toString('base64url');
      settings['JWT_SECRET_STAGING'] = '';
      settings['JWT_SECRET_KEY'] = '';
      settings['SMOKE_REALTIME_SECRET_CMD'] = { operator: 'secret' };
    },
  },
  {
    name: 'talkative-sockets',
    condition: 'Every open socket gets a heartbeat event every 50 ms.',
    mutate: ({ realtime: { parts } }) => {
      parts.sockets.connect = around(parts.sockets.connect, (connect, socket, admitted) => {
        const connection = connect(socket, admitted);
        const beating = setInterval(() => {
          connection.send({ type: 'heartbeat' });
        }, 50).unref();
        socket.once('close', () => {
          clearInterval(beating);
        });
        return connection;
      });
    },
  },
  {
    name: 'slow-agent',
    condition: "The agent's events are 300 ms apart.",
    mutate: ({ realtime }) => {
      realtime.socketEnvironment['EVENT_INTERVAL_MS'] = '300';
    },
  },
];
