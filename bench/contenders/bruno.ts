import { strict as assert } from 'node:assert';
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contender } from './contender';
import { cachedCommand } from './npx';
import { requests, variables } from './requests';
import type { Request } from './requests';

const version = '4.1.0';
let program: string | undefined;

const dialect = [
  `test('as expected', () => {`,
  '  const status = res.getStatus();',
  '  const body = res.getBody();',
  '  const header = (name) => res.getHeader(name);',
  '  const get = (name) => bru.getVar(name) ?? bru.getEnvVar(name);',
  '  const set = (name, value) => bru.setVar(name, value);',
  '  const again = () => bru.runner.setNextRequest(req.getName());',
  `  const rsa = (header, claims) => require('jsonwebtoken').sign(claims, get('FOREIGN_KEY'), { algorithm: 'RS256', header });`,
];

const block = (name: string, lines: readonly string[]): string[] => [
  `${name} {`,
  ...lines.map((line) => `  ${line}`),
  '}',
  '',
];

const file = ({ name, method, url, headers, body, then }: Request, index: number): string =>
  [
    ...block('meta', [`name: ${name}`, 'type: http', `seq: ${index + 1}`]),
    ...block(method.toLowerCase(), [`url: ${url}`, `body: ${body === undefined ? 'none' : 'json'}`, 'auth: none']),
    ...block(
      'headers',
      Object.entries(headers).map(([key, value]) => `${key}: ${value}`),
    ),
    ...(body === undefined ? [] : block('body:json', [body])),
    ...block('tests', [...dialect, ...then.map((line) => `  ${line}`), '});']),
  ].join('\n');

/** Bruno's command line. */
export const bruno: Contender = {
  name: `bruno ${version}`,
  lacks: [
    "making AC2's foreign key in its safe sandbox, which signs by one that is there before the run",
    'one test per route and credential of a list: a data file repeats the whole run, so each is written down',
    'requests at once, other than whole iterations of a data file, or from inside a script, where its report leaves them out',
    'cleanup of its own: it is the last requests, which --bail or a signal leaves out',
    'a report with bodies and without secrets: it hides the settings marked as secret, but no token or key of an answer',
  ],
  fetch: () => {
    program = cachedCommand('@usebruno/cli', version, 'bru');
  },
  prepare: (folder, settings) => {
    // Its sandbox can sign by a key, but not make one.
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const foreign = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const environment = [
      ...variables.map((name) => {
        assert(settings[name], `${name} is not set`);
        return { name, value: settings[name], secret: name === 'CLERK_SECRET_KEY' };
      }),
      { name: 'FOREIGN_KEY', value: foreign, secret: true },
    ];
    const write = (name: string, text: string): void => {
      writeFileSync(join(folder, name), text, { mode: 0o600 });
    };
    write('bruno.json', JSON.stringify({ version: '1', name: 'bench', type: 'collection' }));
    write('environment.json', JSON.stringify({ name: 'bench', variables: environment }));
    for (const [index, request] of requests.entries()) {
      // Its report names a request by its file.
      write(`${index + 1} ${request.name.replace(/\W+/g, ' ')}.bru`, file(request, index));
    }
    // bru knows no collection but the working folder's; and node 20 takes an `--env-file` of its command line for its own.
    const start = `process.chdir(__dirname); process.argv.splice(1, 1); process.argv.push('--env-file', 'environment.json');`;
    write('start.cjs', `${start} require(process.argv[1]);\n`);
  },
  command: (folder) => {
    assert(program, 'fetch() comes first');
    return [process.execPath, join(folder, 'start.cjs'), program, 'run'];
  },
};
