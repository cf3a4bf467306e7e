import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['**/dist/', 'cdk.out/', '.local/', 'coverage/', '**/*.cjs', 'test/compile-errors/'] },
  eslint.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // `const { unwanted, ...rest }` is how a field is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    // What waits for others waits with an end.
    files: ['lambda/**/*.ts', 'client/**/*.ts', 'local/**/*.ts', 'web/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name=/Client$/]:not(:has(CallExpression[callee.name='patience']))",
          message: 'The AWS SDK waits without end: spread patience() into its options.',
        },
        {
          selector: "CallExpression[callee.name='fetch']:not(:has(Property[key.name='signal']))",
          message: 'Give fetch a signal with a deadline.',
        },
      ],
    },
  },
  {
    files: ['**/*.ts', '**/*.js', '**/*.mjs'],
    rules: {
      'max-lines': ['error', { max: 250 }],
      eqeqeq: 'error',
      // Logs go through the logger or a terminal writer, so that nothing secret slips out.
      'no-console': 'error',
    },
  },
);
