/** The value at a path of property names joined by dots; `.` is the value itself. */
export function valueAt(json: unknown, path: string): unknown {
  if (path === '.') return json;
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, name)
          ? Reflect.get(value, name)
          : undefined,
      json,
    );
}
