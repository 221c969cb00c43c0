export interface Deferred<T> {
  promise: Promise<T>;
  resolve: (value: T | Promise<T>) => void;
}

/** A promise that the test keeps when it likes. */
export function deferred<T>(): Deferred<T> {
  let resolve: Deferred<T>['resolve'] = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
