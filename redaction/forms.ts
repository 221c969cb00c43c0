/** From this length on, a secret is looked for within words, too. */
export const LONG_SECRET = 8;

/** A shorter piece of base64 could be anything. */
const SHORTEST_BASE64 = 10;

/**
 * The forms in which a secret may occur in a text, itself first: URL-encoded, escaped for JSON (once, and twice for JSON in
 * JSON), for XML, and for the single quotes of a shell (a line of curl); and each of these in base64, as a whole or as a part
 * of something else (the Basic scheme, RFC 7617 §2; the JSON reporter's attachments).
 */
export function formsOf(secret: string): string[] {
  const inJson = escapedForJson(secret);
  const written = [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams([['', secret]]).toString().slice(1),
    inJson,
    escapedForJson(inJson),
    escapedForXml(secret),
    ...[secret, inJson].map(escapedForShell).flatMap((quoted) => [quoted, escapedForJson(quoted)]),
  ];
  const inBase64 = secret.length < LONG_SECRET ? [] : [...new Set(written)].flatMap(base64Forms);
  return [...new Set([...written, ...inBase64])];
}

function escapedForJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function escapedForShell(text: string): string {
  return text.replaceAll("'", String.raw`'\''`);
}

function escapedForXml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/**
 * What is the same in base64 whatever stands before and after the secret: three bytes become four characters, so there are
 * three ways for it to begin, and the characters that it shares with its neighbours don't count (RFC 4648 §4, §5).
 */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const own = encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    const forUrls = own.replaceAll('+', '-').replaceAll('/', '_');
    return own.length < SHORTEST_BASE64 ? [] : [own, forUrls];
  });
}
