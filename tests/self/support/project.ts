import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test as base } from '@playwright/test';
import { readSettings, SettingsError } from '../../../fixtures/settings';

/** A user's project, in a folder of the test's own. */
export interface Project {
  path: string;
  /** Writes a file, by its path within the project. */
  write(file: string, text: string): void;
  /** The lines that reading these variables within the project ends with. */
  problems(variables: Record<string, string>): string[];
}

export const test = base.extend<{ project: Project }>({
  project: async ({}, use, testInfo) => {
    const path = testInfo.outputPath('project');
    mkdirSync(path, { recursive: true });
    await use({
      path,
      write(file, text) {
        mkdirSync(dirname(join(path, file)), { recursive: true });
        writeFileSync(join(path, file), text);
      },
      problems(variables) {
        try {
          readSettings(variables, path);
          return [];
        } catch (error) {
          if (error instanceof SettingsError) return error.message.split('\n');
          throw error;
        }
      },
    });
  },
});

export { expect } from '@playwright/test';
