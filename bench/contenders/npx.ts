import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/**
 * The file of a package's command, in npx's cache, which has it after this: what is measured is then the tool alone, started by `node`
 * itself, without npm's own start.
 */
export function cachedCommand(name: string, version: string, command: string): string {
  // npx puts the package's commands first in PATH. No word of this needs quotes, so it is the same in Windows' shell, which npx.cmd needs.
  const parameters = ['-y', `--package=${name}@${version}`, 'node', '-p', 'process.env.PATH'];
  const { stdout, stderr, status } = spawnSync('npx', parameters, {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  assert.equal(status, 0, `npx could not get ${name}@${version}: ${stderr}`);
  for (const folder of stdout.trim().split(delimiter)) {
    const home = resolve(folder, '..', name);
    if (!existsSync(join(home, 'package.json'))) continue;
    const found = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
      version: string;
      bin: Record<string, string>;
    };
    const file = found.bin[command];
    if (found.version === version && file !== undefined) return join(home, file);
  }
  throw new Error(`npx has ${name}@${version} in none of its folders`);
}
