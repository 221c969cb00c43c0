import { setTimeout as delay } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A variable that was not injected is undefined. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface AwsClients {
  /** Has the permissions of the function's role. */
  readonly dynamo: DynamoDBDocumentClient;
}

export type Handler<Event> = (event: Event) => Promise<unknown>;

/** The module scope of a function: runs once, at its cold start; throwing there is a crash at import. */
export type FunctionCode<Event> = (environment: Environment, aws: AwsClients) => Handler<Event>;

export interface LambdaFunction<Event> {
  /** Rejects with what the code threw, at its start or in its handler, or with a FunctionTimeout. */
  invoke(event: Event): Promise<unknown>;
}

export class FunctionTimeout extends Error {
  readonly code = 'FUNCTION_TIMEOUT';
}

export interface LambdaDefinition<Event> {
  readonly name: string;
  readonly code: FunctionCode<Event>;
  readonly environment: Environment;
  readonly aws: () => AwsClients;
  readonly timeoutSeconds: number;
  readonly coldStartMs: number;
}

/** The first invocation starts the function, those that come meanwhile wait for it. After a crash the next one tries anew. */
export function createFunction<Event>(definition: LambdaDefinition<Event>): LambdaFunction<Event> {
  let started: Promise<Handler<Event>> | undefined;

  async function start(): Promise<Handler<Event>> {
    if (definition.coldStartMs > 0) await delay(definition.coldStartMs, undefined, { ref: false });
    return definition.code(definition.environment, definition.aws());
  }

  function warm(): Promise<Handler<Event>> {
    started ??= start().catch((error: unknown) => {
      started = undefined;
      throw error;
    });
    return started;
  }

  return {
    async invoke(event) {
      const handler = await warm();
      const message = `${definition.name}: Task timed out after ${definition.timeoutSeconds.toFixed(2)} seconds`;
      return within(definition.timeoutSeconds * 1000, handler(event), () => new FunctionTimeout(message));
    },
  };
}

/** Rejects with the given error when the work takes longer; the work itself goes on unobserved, and holds no process. */
export async function within<T>(limitMs: number, work: Promise<T>, timeout: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(timeout());
    }, limitMs).unref();
  });
  try {
    return await Promise.race([work, expired]);
  } finally {
    clearTimeout(timer);
  }
}
