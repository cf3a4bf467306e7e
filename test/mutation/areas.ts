/** What is mutated, and the tests that have to notice. */
export interface Area {
  readonly name: string;
  readonly files: readonly string[];
  readonly tests: readonly string[];
  /** One mutant of so many is made. */
  readonly share: number;
}

const functions = ['test/{core,api,aws}/**/*.test.ts', '!test/core/content/**'];

export const areas: readonly Area[] = [
  { name: 'core', files: ['lambda/core/**/*.ts', '!lambda/core/content/**'], tests: functions, share: 1 },
  { name: 'api', files: ['lambda/api/**/*.ts'], tests: functions, share: 1 },
  { name: 'aws', files: ['lambda/aws/**/*.ts'], tests: functions, share: 1 },
  {
    name: 'lib',
    files: ['lib/**/*.ts'],
    // Without those that install the package, hand templates to cfn-lint, or make one for each prop.
    tests: [
      'test/lib/**/*.test.ts',
      'test/bin/configuration.test.ts',
      '!test/lib/{foreign-app,api/domain-template}.test.ts',
      '!test/lib/{regions,updates}/**',
    ],
    share: 1,
  },
  // 10,000 mutants, most of them in the parsers of formats.
  {
    name: 'content',
    files: ['lambda/core/content/**/*.ts'],
    tests: ['test/core/content/**/*.test.ts'],
    share: 20,
  },
];
