import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['playwright-report', 'test-results', 'blob-report'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          name: 'zod',
          allowTypeImports: true,
          message: 'Take z from contract/zod, or local-deployment/zod: it is loaded faster.',
        },
      ],
      // Playwright reads a fixture's dependencies from its first parameter's pattern, which may be empty.
      'no-empty-pattern': 'off',
    },
  },
  {
    files: [
      'tests/smoke/**/*.ts',
      'tests/signup/**/*.ts',
      'tests/realtime/**/*.ts',
      'tests/progress/**/*.ts',
      'tests/sessions/**/*.ts',
    ],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'Ask for an identity: its client records the exchange.' },
      ],
    },
  },
  {
    files: ['tests/self/**/*.ts', 'contract/zod.ts', 'local-deployment/zod.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': 'off' },
  },
  { files: ['**/*.js', '**/*.cjs'], ...tseslint.configs.disableTypeChecked },
  { files: ['**/*.cjs'], languageOptions: { globals: { module: 'writable' } } },
);
