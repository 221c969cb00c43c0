export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** One Set-Cookie header each. */
  readonly cookies?: readonly string[];
  readonly body: string;
}

/** The value of a header whose name's case is unknown. */
export function headerValue(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return Object.entries(headers).find(([key]) => key.toLowerCase() === wanted)?.[1];
}
