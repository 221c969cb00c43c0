import type { DeploymentTemplate } from '../template/types';
import type { TokenCarriers } from '../realtime/handshake';
import type { Checks } from '../realtime/tokens';
import { inGroup } from './fault';
import { around, changed } from './parts';

const tooLateMs = 5_000;
const soonMs = 600;
const GUEST = 'guest';

/** Whom the service opens a socket to, and how it says no. */
export const realtimeHandshakeFaults = inGroup('handshake', [
  {
    name: 'sockets-refused-before-the-service',
    defect: 'Every handshake is refused before it reaches the service.',
    cause: 'The proxy in front of it was set up for HTTP, and passes no upgrades.',
    fails: ['WS1', 'WS2', 'WS3', 'WS4', 'WS5', 'WS6'],
    mutate: ({ realtime }) => {
      realtime.proxy.passesUpgrades = false;
    },
  },
  {
    name: 'header-carrier-unread',
    defect: 'A token in the Authorization header of a handshake is not read.',
    cause: 'It was tried in browsers only, which can set no header there.',
    fails: ['WS1', 'WS2', 'WS3', 'WS4', 'WS5', 'WS6'],
    mutate: (template) => {
      changeCarriers(template, { authorization: () => undefined });
    },
  },
  {
    name: 'query-carrier-unread',
    defect: 'A token in the query of the URL is not read.',
    cause: 'The proxy drops the query so that no token gets into its logs.',
    fails: ['WS1', 'WS2'],
    mutate: (template) => {
      changeCarriers(template, { query: () => undefined });
    },
  },
  {
    name: 'subprotocol-carrier-unread',
    defect: 'A token among the subprotocols is not read.',
    cause: "It was written for another service's prefix of the token.",
    fails: ['WS1', 'WS2'],
    mutate: (template) => {
      changeCarriers(template, { subprotocol: () => undefined });
    },
  },
  {
    name: 'subprotocol-not-echoed',
    defect: 'The handshake chooses no subprotocol where some are offered, over which browsers fail it.',
    cause: 'The token is taken from the header, and the rest of the negotiation forgotten.',
    fails: ['WS1', 'WS2'],
    mutate: ({ realtime: { parts } }) => {
      parts.sockets.subprotocol = () => () => false;
    },
  },
  {
    name: 'subprotocol-echoes-the-token',
    defect: 'The handshake answers with the token as the subprotocol that it has chosen.',
    cause: 'What was read as the token is handed to the library as the choice.',
    fails: ['WS1'],
    mutate: ({ realtime: { parts } }) => {
      parts.sockets.subprotocol = () => (offered) => [...offered][1] ?? false;
    },
  },
  {
    name: 'socket-expiry-unchecked',
    defect: 'Sockets are opened with expired tokens, and outlive theirs.',
    cause: 'The check was switched off for a client whose clock was wrong.',
    fails: ['WS2', 'WS5'],
    mutate: (template) => {
      changeChecks(template, { expiry: false });
      template.realtime.parts.sockets.ending = () => () => undefined;
    },
  },
  {
    name: 'socket-signature-unchecked',
    defect: 'What serves the sockets reads tokens without verifying their signature.',
    cause: 'It was taken for granted that who has got so far has been verified by the HTTP application.',
    fails: ['WS2'],
    mutate: (template) => {
      changeChecks(template, { signature: 'never' });
    },
  },
  {
    name: 'socket-takes-unsigned-tokens',
    defect: 'Sockets are opened with tokens that say of themselves that they are not signed.',
    cause: "The algorithm is taken from the token's own header.",
    fails: ['WS2'],
    mutate: (template) => {
      changeChecks(template, { signature: 'unless-none' });
    },
  },
  {
    name: 'socket-issuer-unchecked',
    defect: 'Sockets are opened with tokens of any issuer who has the secret.',
    cause: 'The library checks an issuer only where it is told one.',
    fails: ['WS2'],
    mutate: (template) => {
      changeChecks(template, { issuer: undefined });
    },
  },
  {
    name: 'socket-audience-unchecked',
    defect: 'Sockets are opened with tokens that are meant for another service.',
    cause: 'The audience was added to the tokens, and to the checks of the HTTP application alone.',
    fails: ['WS2'],
    mutate: (template) => {
      changeChecks(template, { audience: undefined });
    },
  },
  {
    name: 'anonymous-socket',
    defect: 'A socket is opened without a token, as nobody.',
    cause: 'The token is verified where there is one, and nobody asks whether there must be.',
    fails: ['WS2'],
    mutate: ({ realtime: { parts } }) => {
      parts.sockets.anonymous = () => () => ({ sub: 'anonymous', exp: Math.ceil(Date.now() / 1000) + 300 });
    },
  },
  {
    name: 'offer-without-a-token-let-in',
    defect: 'A handshake that offers the subprotocol without a token is let in.',
    cause: 'The token is verified where there is one behind the name, which was tried with one only.',
    fails: ['WS2'],
    mutate: (template) => {
      const { sockets } = template.realtime.parts;
      sockets.carriers = changed(sockets.carriers, ({ subprotocol = () => undefined }) => ({
        subprotocol: (handshake) =>
          handshake.headers['sec-websocket-protocol'] === 'jwt' ? GUEST : subprotocol(handshake),
      }));
      sockets.verifier = changed(sockets.verifier, (verifier) => ({
        verify: (token, ...others) =>
          token === GUEST
            ? Promise.resolve({ sub: 'guest', exp: Math.ceil(Date.now() / 1000) + 300 })
            : verifier.verify(token, ...others),
      }));
    },
  },
  {
    name: 'socket-closed-after-its-greeting',
    defect: 'A socket is greeted, and closed a moment later, whoever opens it.',
    cause: 'The session is looked up after the greeting, in a table that is missing in this environment.',
    fails: ['WS1', 'WS5'],
    mutate: ({ realtime: { parts } }) => {
      parts.sockets.connect = around(parts.sockets.connect, (connect, socket, admitted) => {
        const closing = setTimeout(() => {
          socket.close(1008, 'no session');
        }, soonMs).unref();
        socket.once('close', () => {
          clearTimeout(closing);
        });
        return connect(socket, admitted);
      });
    },
  },
  {
    name: 'token-from-any-place',
    defect: 'A token is also taken from a cookie and from a header that no client of the service uses.',
    cause: 'A middleware for all services looks into every place that one of them has ever used.',
    fails: ['WS2'],
    mutate: (template) => {
      changeCarriers(template, {
        cookie: ({ headers }) => /(?:^|;\s*)token=([^;]+)/.exec(headers.cookie ?? '')?.[1],
        header: ({ headers }) => [headers['x-access-token']].flat()[0],
      });
    },
  },
  {
    name: 'refusal-left-open',
    defect: 'A socket that is refused is accepted, and stays open and silent.',
    cause: 'The handler returns without closing what the framework had accepted before.',
    fails: ['WS2'],
    mutate: ({ realtime: { parts } }) => {
      parts.sockets.refuse = () => (pending) => {
        pending.accept(() => undefined);
      };
    },
  },
  {
    name: 'refusal-too-late',
    defect: 'A socket that is refused stays open for five seconds.',
    cause: 'The token is verified by a task that runs at intervals.',
    fails: ['WS2'],
    mutate: ({ realtime: { parts } }) => {
      parts.sockets.refuse =
        () =>
        (pending, { message }) => {
          pending.accept((socket) => {
            const closing = setTimeout(() => {
              socket.close(1008, message);
            }, tooLateMs).unref();
            socket.once('close', () => {
              clearTimeout(closing);
            });
          });
        };
    },
  },
  {
    name: 'refusal-by-crash',
    defect: 'A handshake that should be refused is answered with 500.',
    cause: "The library's exception for a bad token is caught by nobody.",
    fails: ['WS2'],
    mutate: ({ realtime: { parts } }) => {
      parts.sockets.refuse = around(parts.sockets.refuse, (refuse, pending) => {
        refuse(pending, { status: 500, code: 'INTERNAL_ERROR', message: 'The request could not be processed' });
      });
    },
  },
  {
    name: 'refusal-with-normal-close',
    defect: 'A socket that is refused is accepted, and closed as if all had been said.',
    cause: "The framework's close has a default for its code.",
    fails: ['WS2'],
    mutate: ({ realtime: { parts } }) => {
      parts.sockets.refuse = () => (pending) => {
        pending.accept((socket) => {
          socket.close(1000);
        });
      };
    },
  },
]);

function changeCarriers({ realtime: { parts } }: DeploymentTemplate, carriers: TokenCarriers): void {
  parts.sockets.carriers = changed(parts.sockets.carriers, () => carriers);
}

function changeChecks({ realtime: { parts } }: DeploymentTemplate, change: Partial<Checks>): void {
  parts.sockets.verifier = changed(parts.sockets.verifier, ({ checks }) => ({ checks: { ...checks, ...change } }));
}
