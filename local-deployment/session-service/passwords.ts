/** One-way, for what is kept of passwords and refresh tokens. */
export interface Hashing {
  hash: (secret: string) => Promise<string>;
  verify: (hash: string, secret: string) => Promise<boolean>;
  /** Of nothing; verifying it takes as long as any other. */
  nobody: () => Promise<string>;
}

/** Argon2id, cheap: these accounts live as long as a deployment that serves a test. */
const cost = { memoryCost: 4096, timeCost: 2, parallelism: 1 };

export function createHashing(): Hashing {
  let nobody: Promise<string> | undefined;
  const hash = async (secret: string): Promise<string> => (await library()).hash(secret, cost);
  return {
    hash,
    verify: async (stored, secret) => (await library()).verify(stored, secret),
    nobody: () => (nobody ??= hash('')),
  };
}

/** Loaded when somebody has a password: most deployments never do. */
function library(): Promise<typeof import('@node-rs/argon2')> {
  return import('@node-rs/argon2');
}
