import { existsSync } from 'node:fs';

/** What systems call a browser of this kind; CHROMIUM names another one. */
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A browser that is installed here, if there is one. */
export function installedBrowser(): string | undefined {
  return process.env.CHROMIUM ?? BROWSERS.find(existsSync);
}
