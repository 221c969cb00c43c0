import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { zipSync, strToU8, unzipSync } from 'fflate';
import { checkFiles } from '../../../redaction/files';
import { createFinder } from '../../../redaction/finder';
import { createConcealer } from '../../../redaction/known';

const secret = 'made-up-0123456789-k3Fq';
const placeholder = '[api-key …k3Fq]';
const find = createFinder([{ secret, placeholder }]);
const concealer = createConcealer();
concealer.add({ secret, placeholder });
const clean = { replace: (text: string) => concealer.conceal(text), writtenSinceMs: 0 };

const zip = (entries: Record<string, string | Uint8Array>): Buffer =>
  Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(entries).map(([name, content]) => [
          name,
          typeof content === 'string' ? strToU8(content) : content,
        ]),
      ),
    ),
  );

const test = base.extend<{ folder: string; write: (name: string, content: string | Buffer) => string }>({
  folder: async ({}, use, testInfo) => {
    mkdirSync(testInfo.outputPath('written'), { recursive: true });
    await use(testInfo.outputPath('written'));
  },
  write: async ({ folder }, use) => {
    await use((name, content) => {
      const file = join(folder, name);
      mkdirSync(join(file, '..'), { recursive: true });
      writeFileSync(file, content);
      return file;
    });
  },
});

test('a place is a file and a line', ({ folder, write }) => {
  const file = write('a/b.txt', `one\ntwo\nthe key is ${secret}\n`);
  const { files, bytes, found } = checkFiles([folder], find);

  expect({ files, bytes }).toEqual({ files: 1, bytes: readFileSync(file).length });
  expect(found).toEqual([{ what: placeholder, place: `${file}:3` }]);
});

test('an archive, and one within it: the place is in them, the rest stays as it is', ({ folder, write }) => {
  const inner = zip({ 'test.trace': `a\n${secret}`, 'other.txt': 'nothing' });
  const file = write('report.zip', zip({ 'resources/trace.zip': inner, 'image.bin': new Uint8Array([0, 255, 1]) }));
  const { found } = checkFiles([folder], find, clean);
  const outer = unzipSync(readFileSync(file));
  const cleaned = unzipSync(outer['resources/trace.zip'] ?? new Uint8Array());

  expect(found).toEqual([{ what: placeholder, place: `${file} › resources/trace.zip › test.trace:2` }]);
  expect(Buffer.from(cleaned['test.trace'] ?? []).toString()).toBe(`a\n${placeholder}`);
  expect(Buffer.from(cleaned['other.txt'] ?? []).toString()).toBe('nothing');
  expect(outer['image.bin']).toEqual(new Uint8Array([0, 255, 1]));
});

test('the data within an HTML report, and the page around it', ({ folder, write }) => {
  const data = zip({ 'report.json': JSON.stringify({ title: secret }) }).toString('base64');
  const page = (text: string) =>
    `<title>${text}</title><template>data:application/zip;base64,${data}</template><p>end</p>`;
  const file = write('index.html', page(secret));
  const { found } = checkFiles([folder], find, clean);
  const text = readFileSync(file, 'utf8');
  const packed = /base64,([\w+/=]+)<\/template><p>end<\/p>$/.exec(text)?.[1] ?? '';

  expect(found.map(({ place }) => place)).toEqual([`${file} › data › report.json:1`, `${file}:1`]);
  expect(text).toContain(`<title>${placeholder}</title>`);
  expect(Buffer.from(unzipSync(Buffer.from(packed, 'base64'))['report.json'] ?? []).toString()).toBe(
    JSON.stringify({ title: placeholder }),
  );
});

test('an archive that was never finished is read as far as it goes', ({ folder, write }) => {
  const whole = zip({ 'a.txt': `${secret} ${'x'.repeat(100)}`, 'b.txt': 'later' });
  write('broken.zip', whole.subarray(0, whole.length - 40));

  expect(checkFiles([folder], find).found).toHaveLength(1);
});

test('bytes that are no text stay as they are', ({ folder, write }) => {
  const binary = Buffer.concat([Buffer.from([0xff, 0xfe, 0x00]), Buffer.from(secret), Buffer.from([0xff])]);
  const file = write('core', binary);
  checkFiles([folder], find, clean);
  const [left, right] = [readFileSync(file).subarray(0, 3), readFileSync(file).subarray(-1)];

  expect([...left, ...right]).toEqual([0xff, 0xfe, 0x00, 0xff]);
  expect(checkFiles([folder], find).found).toEqual([]);
});

test('what the run has not written is not changed, nor are dependencies', ({ folder, write }) => {
  const settings = write('.env.smoke', `KEY=${secret}`);
  const module = write('node_modules/a/index.js', secret);
  const anHourAgo = new Date(Date.now() - 3_600_000);
  utimesSync(settings, anHourAgo, anHourAgo);
  checkFiles([folder], find, { ...clean, writtenSinceMs: Date.now() - 60_000 });

  expect([readFileSync(settings, 'utf8'), readFileSync(module, 'utf8')]).toEqual([`KEY=${secret}`, secret]);
});

test('a path that is not there is passed over', ({ folder }) => {
  expect(checkFiles([join(folder, 'blob-report')], find)).toEqual({ files: 0, bytes: 0, found: [], unchecked: [] });
});

test('what can not be looked into is told, and the rest is looked into', ({ folder, write }) => {
  const [bad, good] = [write('a.txt', 'broken'), write('b.txt', secret)];
  const { found, unchecked } = checkFiles([folder], (bytes) => {
    if (bytes.toString() === 'broken') throw new Error('too large');
    return find(bytes);
  });

  expect(unchecked).toEqual([`${bad}: too large`]);
  expect(found).toEqual([{ what: placeholder, place: `${good}:1` }]);
});

test('settings that are edited during the run are not changed', ({ folder, write }) => {
  const settings = write('.env.smoke', `KEY=${secret}`);
  checkFiles([folder], find, clean);

  expect(readFileSync(settings, 'utf8')).toBe(`KEY=${secret}`);
});
