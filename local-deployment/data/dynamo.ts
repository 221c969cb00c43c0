import dynalite from 'dynalite';
import { bind } from '../http/listen';

export interface Dynamo {
  readonly endpoint: string;
  /** The clients must be done with it: connections are dropped. */
  close(): Promise<void>;
}

/** DynamoDB in this process and in memory. Tables are ready as soon as they are created. */
export async function startDynamo(): Promise<Dynamo> {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  const endpoint = await bind(server, 0);
  return {
    endpoint,
    close: () =>
      new Promise<void>((resolve, reject) => {
        server.close((error) => {
          if (error) reject(error);
          else resolve();
        });
        server.closeAllConnections();
      }),
  };
}
