import { createRequire } from 'node:module';
import type * as zod from 'zod';

// Imported, zod is a hundred modules, which Playwright's loader is asked for one by one, in the runner and in each worker; required, it
// is there in half the time. Its types come from the package itself.
export const { z } = createRequire(import.meta.url)('zod') as typeof zod;

// What parses each shape a few times is not worth the code that zod would generate for it first: thirty milliseconds in each process.
z.config({ jitless: true });
