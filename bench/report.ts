import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { installedBrowser } from '../tests/self/gallery/browser';

/**
 * How long a browser takes to show a report's list of tests, or of files, where it is so long that they are collapsed, in milliseconds;
 * undefined where no browser is installed.
 */
export async function openingTime(report: string): Promise<number | undefined> {
  const executablePath = installedBrowser();
  if (executablePath === undefined) return undefined;
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    const began = performance.now();
    await page.goto(pathToFileURL(join(report, 'index.html')).href);
    await page.locator('.test-file-test, .chip-header').first().waitFor();
    return performance.now() - began;
  } finally {
    await browser.close();
  }
}
