export interface Closable {
  close(): Promise<void>;
}

export interface Lifecycle {
  open<T extends Closable>(starting: Promise<T>): Promise<T>;
  /** Waits for what is still starting, then closes everything in the order opposite to opening. */
  close(): Promise<void>;
}

export function createLifecycle(): Lifecycle {
  const starting: Promise<void>[] = [];
  const opened: Closable[] = [];
  return {
    open(start) {
      starting.push(start.then((closable) => void opened.push(closable)));
      return start;
    },
    async close() {
      await Promise.allSettled(starting);
      for (let closable = opened.pop(); closable; closable = opened.pop()) await closable.close();
    },
  };
}
