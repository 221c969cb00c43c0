import type { Frame, Socket } from '../../../../fixtures/realtime/socket';
import type { JwtSecrets, SecretSource } from '../../../../fixtures/settings';

/** 32 bytes, no placeholder. */
export const SECRET = 'k7Qz0vXr3LmT8sWd1YbN5uHc9EaGf2Jp';
export const OTHER_SECRET = 'Zt4Rn8Bx2Vq6Kw0Ls3Dm7Hy1Cg5Fj9Pu';

export const source = (name: string, value?: string): SecretSource => ({ name, where: 'the environment', value });

export function secretsOf(
  sources: Record<string, string | undefined>,
  others: Record<string, string> = {},
): JwtSecrets {
  const listed = (named: Record<string, string | undefined>): SecretSource[] =>
    Object.entries(named).map(([name, value]) => source(name, value));
  return { sources: listed(sources), others: listed(others) };
}

export function frameOf(from: Frame['from'], kind: Frame['kind'], json?: unknown): Frame {
  return { atMs: 1, from, kind, text: json === undefined ? '' : JSON.stringify(json), json };
}

export const said = (json: unknown): Frame => frameOf('server', 'message', json);

export const handshakeOf = (status: number, text = ''): Socket['handshake'] => ({
  ...{ status, text, atMs: 0, protocol: '' },
});

export const closeOf = (code: number, reason = '', atMs = 1): Socket['closed'] => ({ code, reason, atMs });

/** What became of a socket, without a network: let in and open, where nothing else is given. */
export function socketOf(given: Partial<Socket> = {}): Socket {
  const nothing = (): void => undefined;
  const { handshake = handshakeOf(101), closed } = given;
  return {
    ...{ title: 'WebSocket /ws by ?token= as first', startedAtMs: 0, frames: [], failure: undefined },
    ...{ handshake, closed, isOpen: handshake?.status === 101 && closed === undefined },
    ...{ send: nothing, ping: nothing, close: nothing, drop: nothing },
    wait: (find) => Promise.resolve(find()),
    ...given,
  };
}
