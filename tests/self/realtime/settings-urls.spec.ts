import { expect, test } from '@playwright/test';
import { noNeeds, parseSettings } from '../../../fixtures/settings';

const linesOf = (change: Record<string, string>): string[] => {
  const environment = { SMOKE_TEST_API_URL: 'https://api.example.com', ...change };
  const parsed = parseSettings(environment, { ...noNeeds, realtime: true });
  return 'problems' in parsed ? parsed.problems : [];
};

for (const [value, problem] of [
  ['ws://chat.example.com/ws', 'plain ws to chat.example.com would send tokens in the clear: give wss://…'],
  ['https://chat.example.com/ws', 'https: is no protocol of sockets: give wss://…'],
  ['http://chat.example.com/ws', 'http: is no protocol of sockets: give wss://…'],
  ['http://127.0.0.1:80/ws', 'http: is no protocol of sockets: give ws://…'],
  ['ftp://chat.example.com', 'ftp: is not supported: give wss://…'],
  ['chat.example.com/ws', '"chat.example.com/ws" is no URL: give wss://…'],
  ['wss://chat.example.com/ws?v=1', 'must not contain a query or a fragment: give the base URL only'],
  ['wss://chat.example.com/ws#x', 'must not contain a query or a fragment: give the base URL only'],
  ['wss://ada:x@chat.example.com', 'must not contain a user name or password'],
] as const) {
  test(`no URL of sockets: ${value}`, () => {
    const line = `SMOKE_REALTIME_SOCKET_URL: ${problem}`;

    expect(linesOf({ SMOKE_REALTIME_SOCKET_URL: value })).toEqual([line]);
  });
}

for (const value of ['ws://localhost:3000/ws', 'ws://127.0.0.1/ws', 'ws://[::1]:80', 'wss://chat.example.com']) {
  test(`a URL of sockets: ${value}`, () => {
    expect(linesOf({ SMOKE_REALTIME_SOCKET_URL: value })).toEqual([]);
  });
}
