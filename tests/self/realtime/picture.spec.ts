import { expect, test } from '@playwright/test';
import { pictureOf } from '../../../fixtures/realtime/picture';
import type { Frame } from '../../../fixtures/realtime/socket';
import { frameOf, said } from './support/parts';

const typeOf = (json: unknown): unknown =>
  typeof json === 'object' && json !== null && 'type' in json ? json.type : undefined;
const text = (content: string, kind: Frame['kind'] = 'message'): Frame => ({
  ...{ ...frameOf('server', kind), text: content, json: undefined },
});
const textsIn = (svg: string): string[] =>
  [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, each = '']) => each);

/** What is wrong with a document that has neither comments nor declarations (XML 1.0 §2.1, §2.2, §2.4). */
function faultsIn(xml: string): string[] {
  const open: string[] = [];
  const faults: string[] = [];
  for (const [tag, end, name = '', attributes = '', empty] of xml.matchAll(/<(\/?)(\w+)([^<>]*?)(\/?)>/g)) {
    if (!/^(\s+[\w:-]+="[^"<&]*")*\s*$/.test(attributes)) faults.push(`attributes of ${tag}`);
    if (end === '/' && open.pop() !== name) faults.push(`end of ${name}`);
    if (end === '' && empty === '') open.push(name);
  }
  const content = xml.replace(/<\/?\w+[^<>]*>/g, '');
  if (/[<>]/.test(content)) faults.push('a bracket');
  if (/&(?!(amp|lt|gt|quot|apos);)/.test(content)) faults.push('an ampersand');
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(xml)) faults.push('a control character');
  return [...faults, ...open.map((name) => `${name} stays open`)];
}

test('whatever is said, it is XML', () => {
  const evil = `</text><script>&amp;"'\u0000\u001b[31m\r\n\t]]>`;
  const svg = pictureOf(`title ${evil}`, [text(evil), text(evil, 'close'), said({ type: evil })], typeOf);

  expect(faultsIn(svg)).toEqual([]);
  expect(textsIn(svg).filter((each) => each.includes('&lt;/text&gt;&lt;script&gt;&amp;amp;'))).toHaveLength(4);
  expect(svg).not.toContain('<script');
});

test('the check itself finds what is no XML', () => {
  expect(faultsIn('<a b="1"><c/></a>')).toEqual([]);
  for (const bad of ['<a>', '<a><b></a></b>', '<a>&</a>', '<a b="<"/>', '<a>\u0007</a>', '<a b=1/>']) {
    expect(faultsIn(bad), bad).not.toEqual([]);
  }
});

test('a message is named by its type, anything else by its kind', () => {
  const frames = [
    frameOf('client', 'open'),
    said({ type: 'agent_started' }),
    text('no JSON'),
    text('1000 bye', 'close'),
  ];
  const labels = textsIn(pictureOf('title', frames, typeOf));

  expect(labels).toEqual([
    ...['title', 'client', 'server'],
    ...['open', 'agent_started', 'no JSON', 'close 1000 bye'].flatMap((label) => ['1 ms', label]),
  ]);
});

test('arrows point to whom something is said', () => {
  const tips = (from: Frame['from']): string[] =>
    [...pictureOf('t', [frameOf(from, 'ping')], typeOf).matchAll(/points="(\d+),/g)].map(([, x = '']) => x);

  expect([tips('client'), tips('server')]).toEqual([['650'], ['90']]);
});

test('long labels and many rows are cut, and it says how many', () => {
  const svg = pictureOf(
    't',
    Array.from({ length: 75 }, () => text('x'.repeat(100))),
    typeOf,
  );

  expect(svg.match(/<polygon/g)).toHaveLength(60);
  expect(textsIn(svg)).toContain(`${'x'.repeat(70)}…`);
  expect(textsIn(svg).at(-1)).toBe('and 15 more');
  expect(faultsIn(svg)).toEqual([]);
  expect(
    pictureOf(
      't',
      Array.from({ length: 60 }, () => text('x')),
      typeOf,
    ),
  ).not.toContain(' more');
});
