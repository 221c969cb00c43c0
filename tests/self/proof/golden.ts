import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Outcome } from './outcome';

/** The messages of a run's failures, without what differs from run to run. */
export function goldenText({ rows, errors }: Outcome): string {
  if (rows.length === 0) return `${errors.map((error) => withoutChance(error.replace(/^Error: /, ''))).join('\n')}\n`;
  return rows
    .filter(({ verdict }) => verdict === 'FAIL')
    .map(({ id, name, reasons }) =>
      [`${id} ${name}`, ...reasons.map((reason) => indented(textOf(id, reason)))].join('\n'),
    )
    .join('\n\n')
    .concat('\n');
}

/** Those that change the profile have it to themselves; whoever else reads it may see their change, or not. */
const changing: readonly string[] = ['AC6', 'AC11', 'AC12'];

function textOf(id: string, reason: string): string {
  const text = withoutChance(reason);
  return changing.includes(id) ? text : text.replace(/,"displayName":"<mark>"/g, '');
}

/** The golden text of a fault; undefined when none was stored yet. */
export function readGolden(name: string): string | undefined {
  try {
    return readFileSync(pathOf(name), 'utf8');
  } catch {
    return undefined;
  }
}

export function writeGolden(name: string, text: string): void {
  writeFileSync(pathOf(name), text);
}

function pathOf(name: string): string {
  return fileURLToPath(new URL(`./golden/${name}.txt`, import.meta.url));
}

/** Ids, ports, times, names and what is left of secrets. */
function withoutChance(text: string): string {
  return text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uuid>')
    .replace(/(?<=apigw-id: |apigw-requestid: )\S+/g, '<id>')
    .replace(/(?<="requestId":")[\w+/]{15}=/g, '<id>')
    .replace(/\bIv1\.[0-9a-f]{16}\b/g, 'Iv1.<id>')
    .replace(/'[A-Za-z0-9+/]{43}='/g, "'<hash>'")
    .replace(/127\.0\.0\.1(:|%3A)\d+/g, '127.0.0.1$1<port>')
    .replace(/\d+ ms\b/g, '<n> ms')
    .replace(/\d{2,} × (302|429|503)/g, '<n> × $1')
    .replace(/(503 RATE_LIMITED from the integration)(; \1)+/g, '$1; …')
    .replace(/has \d+ bits at most/g, 'has <n> bits at most')
    .replace(/attempts is \d+, not 10:/g, 'attempts is <n>, not 10:')
    .replace(/"attempts":\d+/g, '"attempts":<n>')
    .replace(/\d+\.\d s (before|after)/g, '<n> s $1')
    .replace(/Retry-After: \d+/g, 'Retry-After: <n>')
    .replace(/Retry-After is "\d+/g, 'Retry-After is "<n>')
    .replace(/\bINV-[0-9A-F]+\b/g, 'INV-<id>')
    .replace(/\b(smoke-nobody|root|earlier)-[0-9a-f]{8}/g, '$1-<id>')
    .replace(/\[(leak:[\w-]+)[^\]]*\]/g, '[$1]')
    .replace(/smoke-(test\+)?[0-9a-z]+-\d+-\d+(-\d+)?/g, '<mark>')
    .replace(/(?<![\w+/-])[\w+/-]{43}(=|(?![\w+/-]))/g, '<base64>')
    .replace(/\b[0-9a-f]{64}\b/g, '<hex>')
    .replace(/(?<="challenge":")[\w+/=-]+/g, '<base64>')
    .replace(/(?<="user":\{"id":")[\w-]+/g, '<id>')
    .replace(/\d+ characters/g, '<n> characters')
    .replace(/…[^\]\s]{4}\]/g, '…<tail>]')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replace(/\b1\d{9}(\d{3})?\b/g, '<time>')
    .replace(/\b(user|key|ak|usr|sess)_[0-9A-Za-z]+/g, '$1_<id>');
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ');
}
