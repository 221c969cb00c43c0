import { importX, createNodeResolver } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** Which folder may not know which: arrows point one way, tests -> fixtures -> contract. */
const boundaries = [
  { target: './contract', from: ['./fixtures', './tests', './reporters', './local-deployment'] },
  { target: './fixtures', from: ['./tests', './reporters', './local-deployment'] },
  { target: './reporters', from: ['./tests', './local-deployment'] },
  { target: './local-deployment', from: ['./contract', './fixtures', './tests', './reporters'] },
  { target: './tests/smoke', from: ['./contract', './reporters', './local-deployment', './tests/self'] },
];

export default tseslint.config(
  { ignores: ['node_modules', 'playwright-report', 'test-results', 'blob-report'] },
  ...tseslint.configs.strictTypeChecked,
  {
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js'] })] },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: boundaries }],
      'import-x/no-cycle': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Playwright reads a fixture's dependencies from its first parameter's pattern, which may be empty.
      'no-empty-pattern': 'off',
    },
  },
  {
    files: ['tests/smoke/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: '@playwright/test', message: 'Import test and expect from ../../fixtures.' }] },
      ],
    },
  },
  { files: ['*.js'], ...tseslint.configs.disableTypeChecked },
);
