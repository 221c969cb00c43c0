import { strict as assert } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contender } from './contender';
import { cachedCommand } from './npx';
import { requests, variables } from './requests';
import type { Request } from './requests';

const version = '6.2.2';
let program: string | undefined;

const dialect = [
  `pm.test('as expected', () => {`,
  '  const { expect } = pm;',
  '  const rsa = undefined; // Its crypto-js has none, and it knows no other module for it.',
  '  const status = pm.response.code;',
  '  const text = pm.response.text();',
  '  const body = text ? JSON.parse(text) : undefined;',
  '  const header = (name) => pm.response.headers.get(name);',
  '  const get = (name) => pm.environment.get(name);',
  '  const set = (name, value) => pm.environment.set(name, value);',
  '  const again = () => pm.execution.setNextRequest(pm.info.requestName);',
];

const item = ({ name, method, url, headers, body, then }: Request): object => ({
  name,
  request: {
    method,
    url,
    header: Object.entries(headers).map(([key, value]) => ({ key, value })),
    ...(body === undefined ? {} : { body: { mode: 'raw', raw: body } }),
  },
  event: [{ listen: 'test', script: { exec: [...dialect, ...then.map((line) => `  ${line}`), '});'] } }],
});

/** Postman's command line. */
export const newman: Contender = {
  name: `newman ${version}`,
  lacks: [
    "AC2's foreign signature: its sandbox has no RSA, and no module with it",
    'one test per route and credential of a list: a data file repeats the whole run, so each is written down',
    'requests at once, other than from inside a script',
    'cleanup of its own: it is the last requests, which --bail or a signal leaves out',
    'a report without secrets: its JSON report has the settings, tokens and keys as they are',
  ],
  fetch: () => {
    program = cachedCommand('newman', version, 'newman');
  },
  prepare: (folder, settings) => {
    const values = variables.map((key) => {
      assert(settings[key], `${key} is not set`);
      return { key, value: settings[key] };
    });
    const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
    const sent = requests.filter(({ needsRsa }) => !needsRsa);
    const collection = { info: { name: 'bench', schema }, item: sent.map(item) };
    writeFileSync(join(folder, 'collection.json'), JSON.stringify(collection));
    writeFileSync(join(folder, 'environment.json'), JSON.stringify({ name: 'bench', values }), { mode: 0o600 });
  },
  command: (folder) => {
    assert(program, 'fetch() comes first');
    const [collection, environment] = ['collection.json', 'environment.json'].map((file) => join(folder, file));
    assert(collection && environment);
    return [process.execPath, program, 'run', collection, '--environment', environment];
  },
};
