import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { scenarios, scenariosOf, suiteNames } from '../../contract';

const specsOf = (suite: string): { name: string; text: string }[] => {
  const folder = fileURLToPath(new URL(`../${suite}`, import.meta.url));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.spec.ts'))
    .map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }));
};
const tagsOf = (text: string): string[] => [...text.matchAll(/'@(\w+)'/g)].flatMap(([, tag]) => tag ?? []);

const all = suiteNames.flatMap((suite) => specsOf(suite).map((spec) => ({ suite, ...spec })));

for (const { suite, id } of suiteNames.flatMap((suite) => scenariosOf(suite).map((id) => ({ suite, id })))) {
  test(`${id} (${scenarios[id]}) has a test`, () => {
    expect(specsOf(suite).flatMap(({ text }) => tagsOf(text))).toContain(id);
  });
}

for (const { suite, name, text } of all) {
  test(`${suite}/${name} has only tags of its suite's scenarios`, () => {
    const known: readonly string[] = scenariosOf(suite);

    expect(tagsOf(text).filter((tag) => !known.includes(tag))).toEqual([]);
  });

  test(`${suite}/${name} tags each of its tests once`, () => {
    const titles = [...text.matchAll(/^\s*test\(/gm)];

    expect(tagsOf(text)).toHaveLength(titles.length);
  });
}
