import { readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { validate } from '@actions/languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isMap, isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml';

// `npm run lint:workflows [-- <file>…]`: what GitHub itself would say of the workflows, by its own language service, and what we ask
// of them beyond that. One line for each finding.

const WORKFLOWS = '.github/workflows';

interface Finding {
  /** From 1. */
  line: number;
  message: string;
}

async function findingsIn(file: string): Promise<Finding[]> {
  const text = readFileSync(file, 'utf8');
  const document = TextDocument.create(pathToFileURL(file).href, 'yaml', 1, text);
  const diagnostics = await validate(document, {});
  return [
    ...diagnostics.map(({ range, message }) => ({
      line: range.start.line + 1,
      message: typeof message === 'string' ? message : message.value,
    })),
    ...ownFindings(text),
  ].sort((a, b) => a.line - b.line);
}

/** An action is code that is run with the job's rights, and an expression in a script is code that somebody else may write. */
function ownFindings(text: string): Finding[] {
  const lines = new LineCounter();
  const found: Finding[] = [];
  visit(parseDocument(text, { lineCounter: lines }), {
    Pair(_, { key, value }) {
      if (!isScalar(key) || !isScalar(value) || typeof value.value !== 'string') return;
      const line = lines.linePos(value.range?.[0] ?? 0).line;
      const path = value.value.startsWith('./');
      if (key.value === 'uses' && !path && !/@[0-9a-f]{40}$/.test(value.value)) {
        found.push({ line, message: `${value.value} is not pinned: name a commit` });
      } else if (key.value === 'uses' && !path && !/^ v\d+\.\d+\.\d+$/.test(value.comment ?? '')) {
        found.push({ line, message: `${value.value}: say in a comment which version that is, as in "# v5.0.0"` });
      }
      if ((key.value === 'run' || key.value === 'script') && value.value.includes('${{')) {
        found.push({ line, message: 'a script has an expression: hand its value over in env' });
      }
    },
  });
  const { contents } = parseDocument(text);
  if (
    isMap(contents) &&
    !contents.items.some((pair) => isPair(pair) && isScalar(pair.key) && pair.key.value === 'permissions')
  ) {
    found.push({ line: 1, message: 'no permissions: say which rights the jobs need, or they have them all' });
  }
  return found;
}

const given = process.argv.slice(2);
const files = given.length > 0 ? given : readdirSync(WORKFLOWS).map((name) => `${WORKFLOWS}/${name}`);
try {
  for (const file of files) {
    for (const { line, message } of await findingsIn(file)) {
      process.stdout.write(`${file}:${line}: ${message}\n`);
      process.exitCode = 1;
    }
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
