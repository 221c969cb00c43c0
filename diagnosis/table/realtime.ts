import type { Entry } from '../entry';

const letIn = { scenarios: ['WS2'], got: /^an open socket/ } as const;
const told = { scenarios: ['WS3'] } as const;
const fit = { scenarios: ['JC2'] } as const;
const living = { scenarios: ['WS6'], expected: /^(?!an open socket|200)/ } as const;

/** A service with sockets. What its scenarios say of the secret themselves is not here. */
export const realtime: readonly Entry[] = [
  {
    id: 'login-refuses',
    cause:
      'the login of the service refuses its test user: a wrong password in the settings, or hashes that were made otherwise than they are compared',
    next: ['sign in by hand with SMOKE_REALTIME_EMAIL and its password; then look at how passwords are hashed'],
    where: {
      scenarios: ['JC3', 'WS1', 'WS2', 'WS3', 'WS4', 'WS5', 'WS6'],
      request: /^POST/,
      status: /^40/,
      expected: /with a token/,
    },
  },
  {
    id: 'no-secret-known',
    cause: 'the JWT secret is not among the settings of this run: nobody has written it down where tests can read it',
    next: ['set the variable that the deployment has, or SMOKE_REALTIME_SECRET_CMD, a command that prints it'],
    where: { scenarios: ['JC1'] },
  },
  {
    id: 'secret-too-short',
    cause: 'the JWT secret has {1} bytes, too few: a password was taken for a key',
    next: ['make a new one of 32 random bytes or more (openssl rand -base64 48), for both deployment and tests'],
    where: { ...fit, says: /it has (\d+) bytes, fewer/ },
  },
  {
    id: 'secret-is-a-placeholder',
    cause: 'the JWT secret is the placeholder of example settings',
    next: ['make a real one (openssl rand -base64 48), and start the service anew'],
    where: { ...fit, says: /as placeholders do/ },
  },
  {
    id: 'secret-shared-between-environments',
    cause: 'two environments have the same JWT secret: who has a token of one may enter the other',
    next: ['make a new secret for one of them, and start it anew'],
    where: { ...fit, says: /it is the same as/ },
  },
  {
    id: 'http-signature-unchecked',
    cause: 'the HTTP application accepts a token under a foreign signature: it decodes and does not verify',
    next: ['verify the signature there; no gateway does it in this environment'],
    where: { scenarios: ['JC3'], status: /^2/, expected: /^401/ },
  },
  {
    id: 'health-hides-the-secret',
    cause: 'the health check says that all is well while {1}: it asks for nothing that the service needs',
    next: ['have the health check verify that there is a secret, in each process that needs it'],
    where: { scenarios: ['JC4'], says: /it says that it is ready, and (.+?):/ },
    passed: ['JC3'],
  },
  {
    id: 'subprotocol-is-the-token',
    cause: 'the handshake answers with the token as the chosen subprotocol: browsers give up, and proxies log it',
    next: ['choose one of the offered names, never the token (RFC 6455 §4.2.2)'],
    where: { scenarios: ['WS1'], expected: /with subprotocol/ },
  },
  {
    id: 'socket-closed-after-its-greeting',
    cause:
      'a socket is opened, greeted and closed at once ({1}), whoever opens it: what is looked up after the handshake is missing in this environment',
    next: ["look in the log at what it looks up then (a session, a user), and at the table's name and permissions"],
    where: {
      scenarios: ['WS1', 'WS5'],
      got: /^close \d+/,
      says: /got close \d+ "([^"]*)"|it was closed while/,
      saysNot: /token expired/,
    },
    failed: ['WS1', 'WS5'],
  },
  {
    id: 'refusal-crashes',
    cause:
      'a handshake that should be refused is answered with 500: nobody catches the exception of the library for tokens',
    next: ['catch it, and refuse with 401'],
    where: { scenarios: ['WS2'], got: /^500 from the handshake/ },
  },
  {
    id: 'refusal-closes-as-normal',
    cause:
      'a refused socket is accepted and closed with {1}, as if all had been said: the close has a default for its code',
    next: ['close with 1008 or a code of your own (4401), or refuse the handshake with 401'],
    where: { scenarios: ['WS2'], says: /got close (100[0-7])/ },
  },
  {
    id: 'anonymous-sockets',
    cause: 'sockets are opened without a token, as somebody anonymous: a token is verified only where there is one',
    next: ['refuse where there is no token'],
    where: { ...letIn, test: /without a token|empty token|where none belongs/, says: /it said: / },
    seen: { ...letIn, test: /gets in without a token/ },
  },
  {
    id: 'refused-sockets-stay-open',
    cause:
      'sockets that should be refused stay open for a while, without a word: nothing closes them, or only a task that runs at intervals',
    next: ['close right after the handshake, or refuse it; see realtime.socket.refused.withinSeconds in the contract'],
    where: { ...letIn, saysNot: /it said: / },
  },
  {
    id: 'empty-token-let-in',
    cause: 'a handshake that offers the subprotocol, and no token behind it, is let in',
    next: ['refuse where the token is missing or empty, in every carrier'],
    where: { ...letIn, test: /empty token/ },
    unseen: { ...letIn, test: /gets in without a token/ },
  },
  {
    id: 'token-from-any-place',
    cause: 'a token is also taken from a cookie, a query or a header that no client uses',
    next: ['read it from the promised carriers only'],
    where: { ...letIn, test: /where none belongs/ },
    unseen: { ...letIn, test: /gets in without a token/ },
  },
  {
    id: 'socket-expiry-unchecked',
    cause: 'sockets are opened with expired tokens: the check of exp is switched off',
    next: ['check exp in what serves the sockets, too'],
    where: { scenarios: ['WS2', 'WS5'], got: /^an open socket|^no close/, says: /expired token|still open/ },
    failed: ['WS2', 'WS5'],
  },
  {
    id: 'socket-signature-unchecked',
    cause: 'sockets are opened with tokens under a foreign signature: tokens are decoded, and not verified',
    next: ['verify the signature in what serves the sockets'],
    where: { ...letIn, test: /foreign signature|unsigned/ },
    seen: { ...letIn, test: /foreign signature/ },
  },
  {
    id: 'socket-takes-unsigned-tokens',
    cause: 'sockets are opened with unsigned tokens (alg: none): the algorithm is taken from the token',
    next: ['name the algorithm to the library that verifies'],
    where: { ...letIn, test: /unsigned/ },
  },
  {
    id: 'socket-issuer-unchecked',
    cause: 'sockets are opened with tokens of another issuer: the library checks it only where it is told one',
    next: ['name the issuer to the library that verifies; or realtime.token.checks.issuer in the contract'],
    where: { ...letIn, test: /another issuer/ },
  },
  {
    id: 'socket-audience-unchecked',
    cause: 'sockets are opened with tokens for another audience: the check is in the HTTP application alone',
    next: ['name the audience to the library that verifies; or realtime.token.checks.audience in the contract'],
    where: { ...letIn, test: /another audience/ },
  },
  {
    id: 'events-of-others-delivered',
    cause:
      "sockets get the events of others' requests: they are published to all, or the id is kept where all requests share it",
    next: ['publish to the connection or user that asked; look for variables of the module that hold a request'],
    where: { scenarios: ['WS4'], says: /got (?!no ).*\bof\b/ },
  },
  {
    id: 'request-never-completed',
    cause: 'a request never gets its last event: the last step fails where nobody sees its errors',
    next: ["look in the log for errors of the agent's task, and have it send an event when it fails"],
    where: { scenarios: ['WS3', 'WS4'], says: /\bno \w*(complet|done|finish|end)\w*/ },
    failed: ['WS3', 'WS4'],
  },
  {
    id: 'event-of-another-request',
    cause: 'events come with the id of another request: the id is kept where all requests of the process share it',
    next: ['pass the id along with the request'],
    where: { scenarios: ['WS3', 'WS4'], says: /belongs to another request|that nobody here has sent/ },
    failed: ['WS3', 'WS4'],
  },
  {
    id: 'answer-empty',
    cause: 'a request is completed without an answer: it is read before it is finished',
    next: ['await the answer before the last event is sent'],
    where: { ...told, says: /has no answer|answer that is no text/ },
  },
  {
    id: 'event-lacks-a-field',
    cause: 'an event is incomplete ({1}): a serializer leaves out what its model does not name',
    next: ['compare the event in the report with realtime.events.sequence in the contract'],
    where: { ...told, says: /^\s*(\w+ has no \w+)/m },
  },
  {
    id: 'events-out-of-order',
    cause: 'events come in another order ({1}): they are sent by tasks that nobody waits for',
    next: ['await each event before the next one'],
    where: { ...told, says: /(\w+ came before \w+)/ },
  },
  {
    id: 'event-missing',
    cause: 'an event never comes ({1}): it was renamed on one side of a queue, or is dropped there',
    next: ['look for its name on both sides, and at what drops events it does not know'],
    where: { ...told, says: /(no \w+ came)/ },
  },
  {
    id: 'event-sent-twice',
    cause:
      'an event comes more than once, or for something else ({1}): two places send it, or it is sent for what the loop began with',
    next: ['send it in one place, for what it is about'],
    where: { ...told, says: /(\w+ came (?:\d+ times|without a \w+ before it))/ },
  },
  {
    id: 'socket-outlives-its-token',
    cause: 'a socket stays open when its token has expired: the token is verified at the opening, and never again',
    next: ["close the socket at the token's exp; or realtime.expiry.outcome in the contract"],
    where: { scenarios: ['WS5'], got: /^no close/ },
  },
  {
    id: 'socket-closed-too-early',
    cause: "a socket is closed before its token's time is over: a margin for renewal is taken off",
    next: ["close at the token's exp, or tell clients before to renew"],
    where: { scenarios: ['WS5'], says: /closed while the token was good/ },
    passed: ['WS1'],
  },
  {
    id: 'expiry-closes-as-normal',
    cause: 'a socket whose token has expired is closed with {1}, by which no client can tell why',
    next: ['close with 1008 or a code of your own (4401)'],
    where: { scenarios: ['WS5'], says: /the code is (\d+)/ },
  },
  {
    id: 'pings-unanswered',
    cause: 'pings are not answered: a proxy ends control frames, or pongs are sent by a timer of their own',
    next: [
      'look at what is between client and service (does it pass control frames?), then at a heartbeat written by hand',
    ],
    where: { ...living, expected: /^a pong/ },
  },
  {
    id: 'close-unanswered',
    cause:
      "a client's close is not answered, and its connection kept: who reads the frame is not who holds the connection",
    next: ['answer a close frame with one, and end the connection'],
    where: { ...living, test: /client closes/ },
  },
  {
    id: 'session-ends-by-reset',
    cause: 'the end of a session drops the connection without a close frame: the process that serves it is ended',
    next: ['close the socket (1000) before the process ends'],
    where: { ...living, test: /server closes/ },
  },
  {
    id: 'reconnect-refused',
    cause: 'who lost the connection is refused: the session counts as open until it times out',
    next: ['let a new connection take the place of the old one'],
    where: { scenarios: ['WS6'], test: /opened again/, got: /^4\d\d/ },
    passed: ['WS1'],
  },
  {
    id: 'faulty-message-ends-sockets',
    cause: 'a faulty message ends sockets ({tests}): the error ends the task that serves them, or its memory',
    next: ['catch it for the one socket, answer there, and limit the size of messages'],
    where: { ...living, got: /end of the connection/, test: /no JSON|too large/ },
  },
  {
    id: 'faulty-message-ignored',
    cause: 'a faulty message is ignored ({tests}): its error is swallowed, so that no client learns of it',
    next: ['answer with an error, or close with 1003, 1007 or 1009'],
    where: { ...living, test: /no JSON|too large/, saysNot: /live on\b.*pong/ },
  },
  {
    id: 'sockets-fail',
    cause: 'sockets do not do as promised: {tests}',
    next: ['look at the log of what serves the sockets'],
    where: { request: /^WebSocket/ },
    fallback: true,
  },
];
