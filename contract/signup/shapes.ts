import type { z as Z } from 'zod';
import { z } from '../zod';
import type { Contract } from '../schema';
import { unwrap, type Shape } from '../shapes';
import { valueAt } from '../value';

/** COSE's number of ECDSA with P-256 and SHA-256 (RFC 9053 §2.1). */
export const ES256 = -7;

/** WebAuthn L3 §13.4.3. */
const LEAST_CHALLENGE_BYTES = 16;
/** WebAuthn L3 §5.4.3. */
const MOST_USER_ID_BYTES = 64;

/** What WebAuthn's create() is given, as JSON (WebAuthn L3 §5.1.9, `PublicKeyCredentialCreationOptionsJSON`). */
export type CreationOptions = Z.infer<typeof creationOptions>;

const creationOptions = z.looseObject({
  challenge: z.string(),
  rp: z.looseObject({ id: z.string(), name: z.string() }),
  user: z.looseObject({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.looseObject({ alg: z.number(), type: z.string() })),
  authenticatorSelection: z.looseObject({ userVerification: z.string().optional() }).optional(),
});

/** What WebAuthn's get() is given (WebAuthn L3 §5.1.10). */
export type RequestOptions = Z.infer<typeof requestOptions>;

const requestOptions = z.looseObject({ challenge: z.string(), rpId: z.string().optional() });

export interface Registered {
  userId: string;
  /** How many were issued. */
  recoveryCodes: number;
}

/** What the sign-up's answers must have. */
export interface SignupShapes {
  creationOptions: Shape<CreationOptions>;
  registered: Shape<Registered>;
  requestOptions: Shape<RequestOptions>;
  /** That it is this user who has signed in. */
  signedInAs: (userId: string) => Shape<{ userId: string }>;
}

/** @param origin of the page that would register; its host is what `rp.id` has to fit */
export function signupShapesOf(contract: Contract, origin: string): SignupShapes {
  const { signup } = contract;
  const id = z.union([z.string().min(1), z.number().transform(String)]);
  return {
    creationOptions: {
      name: 'creation options',
      parse: (json) => {
        const read = readOptions(creationOptions, json, contract);
        if ('problems' in read) return read;
        const problems = optionProblems(read.value, new URL(origin).hostname);
        return problems.length === 0 ? read : { problems };
      },
    },
    requestOptions: { name: 'request options', parse: (json) => readOptions(requestOptions, json, contract) },
    registered: {
      name: 'the registered user',
      parse: (json) => {
        const body = unwrap(json, contract.envelope);
        const { status, ok, userId, recoveryCodes } = signup.registered;
        const found = status === null ? ok : valueAt(body, status);
        const user = id.safeParse(valueAt(body, userId));
        const codes = valueAt(body, recoveryCodes);
        const problems = [
          ...(found === ok
            ? []
            : [`the body's ${status ?? ''} is ${JSON.stringify(found)}, not ${JSON.stringify(ok)}`]),
          ...(user.success ? [] : [`${userId} is missing, or neither a text nor a number`]),
        ];
        if (!user.success || problems.length > 0) return { problems };
        return { value: { userId: user.data, recoveryCodes: Array.isArray(codes) ? codes.length : 0 } };
      },
    },
    signedInAs: (userId) => ({
      name: `user ${userId}`,
      parse: (json) => {
        const path = signup.signIn?.userId ?? '.';
        const user = id.safeParse(valueAt(unwrap(json, contract.envelope), path));
        if (!user.success) return { problems: [`${path} is missing, or neither a text nor a number`] };
        return user.data === userId
          ? { value: { userId } }
          : { problems: [`${path} is "${user.data}", not "${userId}", who has signed up`] };
      },
    }),
  };
}

function readOptions<T>(
  schema: Z.ZodType<T>,
  json: unknown,
  { envelope, signup }: Contract,
): { value: T } | { problems: string[] } {
  const body = unwrap(json, envelope);
  const options = signup.options
    .map((path) => valueAt(body, path))
    .find((candidate) => valueAt(candidate, 'challenge') !== undefined);
  if (options === undefined) return { problems: [`no challenge in ${signup.options.join(', ')}`] };
  const parsed = schema.safeParse(options);
  return parsed.success
    ? { value: parsed.data }
    : {
        problems: parsed.error.issues.map(
          ({ path, message }) => `${path.join('.')}: ${message.replace('Invalid input: ', '')}`,
        ),
      };
}

function optionProblems({ challenge, rp, user, pubKeyCredParams }: CreationOptions, host: string): string[] {
  const bytes = bytesOf(challenge);
  const userBytes = bytesOf(user.id);
  const algorithms = pubKeyCredParams.map(({ alg }) => alg);
  return [
    ...(bytes >= LEAST_CHALLENGE_BYTES ? [] : [`challenge has ${bytes} bytes, fewer than ${LEAST_CHALLENGE_BYTES}`]),
    ...(host === rp.id || (rp.id.includes('.') && host.endsWith(`.${rp.id}`))
      ? []
      : [`rp.id is "${rp.id}", which does not fit the host ${host} (SMOKE_TEST_ORIGIN)`]),
    ...(userBytes > 0 && userBytes <= MOST_USER_ID_BYTES
      ? []
      : [`user.id has ${userBytes} bytes, not 1 to ${MOST_USER_ID_BYTES}`]),
    ...(algorithms.includes(ES256) ? [] : [`pubKeyCredParams has no ES256 (${ES256}), only ${algorithms.join(', ')}`]),
  ];
}

/** Of base64url, or of plain base64: which of the two it must be, whoever answers it will find out. */
function bytesOf(text: string): number {
  return Buffer.from(text, 'base64').length;
}
