declare module 'faye-websocket' {
  import type { IncomingMessage } from 'node:http';
  import type { Duplex } from 'node:stream';

  export default class FayeWebSocket {
    constructor(
      request: IncomingMessage,
      stream: Duplex,
      head: Buffer,
      protocols?: readonly string[],
      options?: { maxLength?: number },
    );
    on(name: 'open' | 'close', listener: () => void): this;
    on(name: 'message', listener: (event: { data: string | Buffer }) => void): this;
    send(text: string): boolean;
    /** 1000, or 3000 to 4999, as in a browser. */
    close(code: number, reason?: string): void;
    /** What closes with any code. */
    readonly _driver: { close(reason: string, code: number): boolean };
  }
}
