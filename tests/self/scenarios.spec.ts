import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { scenarioIds, scenarios } from '../../contract';

const folder = fileURLToPath(new URL('../smoke', import.meta.url));
const specs = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.spec.ts'))
  .map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }));
const tagsOf = (text: string): string[] => [...text.matchAll(/'@(\w+)'/g)].flatMap(([, tag]) => tag ?? []);

for (const id of scenarioIds) {
  test(`${id} (${scenarios[id]}) has a test`, () => {
    expect(specs.flatMap(({ text }) => tagsOf(text))).toContain(id);
  });
}

for (const { name, text } of specs) {
  test(`${name} has only tags of scenarios`, () => {
    const known: readonly string[] = scenarioIds;

    expect(tagsOf(text).filter((tag) => !known.includes(tag))).toEqual([]);
  });

  test(`${name} tags each of its tests once`, () => {
    const titles = [...text.matchAll(/^\s*test\(/gm)];

    expect(tagsOf(text)).toHaveLength(titles.length);
  });
}
