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

/** What a role may do stands in one table, lib/access/rights.ts. */
const strayRights = [
  {
    selector:
      'MemberExpression[property.name=/^(addTo(Role|Principal)?Policy|addManagedPolicy|attachInlinePolicy|grant[A-Z]?\\w*)$/]',
    message: 'Give the role its right in lib/access/rights/.',
  },
  {
    selector: 'Property[key.name=/^(inlinePolicies|managedPolicies|initialPolicy)$/]',
    message: 'Give the role its rights in lib/access/rights/.',
  },
  {
    selector: 'NewExpression[callee.name=/^(Policy|ManagedPolicy|CfnPolicy|CfnRolePolicy|\\w+EventSource)$/]',
    message:
      'It gives a role rights: give them in lib/access/rights/, and use the L1 construct or EventSourceMapping.',
  },
];

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      'cdk.out/',
      '.local/',
      'coverage/',
      'reference/',
      'test/generated/programs/',
      '**/*.cjs',
      'test/compile-errors/',
    ],
  },
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
  // The compiler knows the names that a page has.
  { files: ['docs/examples/element/*.js'], rules: { 'no-undef': 'off' } },
  {
    files: ['{lambda,client,local,web}/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...unboundedSpreads, ...endlessWaits] },
  },
  {
    files: ['{lib,bin}/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...unboundedSpreads, ...strayRights] },
  },
  {
    files: ['lib/access/grant-rights.ts'],
    rules: { 'no-restricted-syntax': ['error', ...unboundedSpreads] },
  },
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
