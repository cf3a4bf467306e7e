import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

const unboundedSpreads = [
  {
    selector:
      ':matches(CallExpression[callee.property.name=/^(push|unshift|splice)$/], CallExpression[callee.object.name="Math"]) > SpreadElement',
    message: 'A long list overflows the stack as arguments: add its elements one by one, or reduce it.',
  },
];

/** What waits for others waits with an end. */
const endlessWaits = [
  {
    selector: "NewExpression[callee.name=/Client$/]:not(:has(CallExpression[callee.name='patience']))",
    message: 'The AWS SDK waits without end: spread patience() into its options.',
  },
  {
    selector: "CallExpression[callee.name='fetch']:not(:has(Property[key.name='signal']))",
    message: 'Give fetch a signal with a deadline.',
  },
];

export default tseslint.config(
  { ignores: ['**/dist/', 'cdk.out/', '.local/', 'coverage/', '**/*.cjs', 'test/compile-errors/'] },
  eslint.configs.recommended,
  ...tseslint.configs.strict,
  // What needs types is in .oxlintrc.json: these rules read one file at a time.
  {
    files: ['**/*.ts'],
    rules: {
      // `const { unwanted, ...rest }` is how a field is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['{lambda,client,local,web}/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...unboundedSpreads, ...endlessWaits] },
  },
  { files: ['{lib,bin}/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...unboundedSpreads] } },
  // The content checker's lists are bounded by its budget.
  { files: ['lambda/core/content/**'], rules: { 'no-restricted-syntax': ['error', ...endlessWaits] } },
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
