import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { suggest } from '../../../contract';
import { installedBrowser } from './browser';
import { exhibits } from './exhibits';

// `npm run gallery [-- <fault>…]`: what somebody sees of a failure who has not written the suite. Runs the suite under ten faults of
// different kinds, and puts side by side what the terminal shows, the report in a browser, and what one would do next.

const project = fileURLToPath(new URL('../../../', import.meta.url));
const playwright = fileURLToPath(import.meta.resolve('@playwright/test/cli'));
const folder = resolve(project, 'test-results/gallery');

type Exhibit = (typeof exhibits)[number];

async function show({ fault, suite, next }: Exhibit, browserPath: string): Promise<string> {
  const report = resolve(folder, fault);
  const terminal = await run(
    [playwright, 'test', `--project=${suite}`, '--workers=1', '--retries=0', `--output=${resolve(folder, 'results')}`],
    {
      ...{ SMOKE_TEST_API_URL: 'local', SMOKE_ENV_FILE: 'local-deployment/smoke.env', LOCAL_FAULT: fault },
      ...{ SMOKE_TEST_CONTRACT: 'tests/self/proof/contract.ts', PLAYWRIGHT_HTML_OUTPUT_DIR: report },
    },
  );
  await photograph(report, browserPath, resolve(folder, `${fault}.png`));
  process.stdout.write(`${fault}\n`);
  return `<h2>${fault}</h2><p>${inHtml(next)}</p><pre>${inHtml(terminal)}</pre><a href="${fault}/index.html"><img src="${fault}.png" width="900"></a>`;
}

/** The first test that failed, as its report shows it. */
async function photograph(report: string, executablePath: string, path: string): Promise<void> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 1500 } });
    await page.goto(`${pathToFileURL(resolve(report, 'index.html')).href}#?q=s:failed`);
    await page.locator('.test-file-title').first().click();
    await page.locator('.test-result').first().waitFor();
    await page.screenshot({ path });
  } finally {
    await browser.close();
  }
}

/** What is printed, on both streams, as it comes. */
function run(parameters: string[], variables: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, parameters, { cwd: project, env: { ...process.env, ...variables } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((done, reject) => {
    child.once('error', reject).once('close', () => {
      done(output);
    });
  });
}

function inHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function chosen(names: readonly string[]): readonly Exhibit[] {
  if (names.length === 0) return exhibits;
  return names.map((name) => {
    const found = exhibits.find(({ fault }) => fault === name);
    const known = exhibits.map(({ fault }) => fault);
    if (found === undefined)
      throw new Error(`no exhibit "${name}"; did you mean "${suggest(name, known) ?? known.join('", "')}"?`);
    return found;
  });
}

async function main(): Promise<void> {
  const shown = chosen(process.argv.slice(2));
  const browserPath = installedBrowser();
  if (browserPath === undefined) throw new Error(`no browser: install chromium, or name one by CHROMIUM=<path>`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const parts: string[] = [];
  for (const exhibit of shown) parts.push(await show(exhibit, browserPath));
  const page = resolve(folder, 'index.html');
  await writeFile(page, `<!doctype html><meta charset="utf-8"><title>Failures</title>${parts.join('\n')}\n`);
  process.stdout.write(`${page}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
