import { createRequire } from 'node:module';
import type * as zod from 'zod';

// Required, zod is there in half the time that its hundred modules take as imports; and at once, where a run has it already.
export const { z } = createRequire(import.meta.url)('zod') as typeof zod;

// What parses each shape a few times is not worth the code that zod would generate for it first: thirty milliseconds in each process.
z.config({ jitless: true });
