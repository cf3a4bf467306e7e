/** The arrows of the house: bin -> lib, handlers -> core <- aws; the client knows only the API's types. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-circular-folders',
      comment: 'Who reads one folder need not have read the one that builds on it.',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: '\\.(d\\.ts|py|css|html)$' },
      to: {},
    },
    {
      name: 'core-stands-alone',
      comment:
        'Rules have no I/O and no library: they may use Node itself, each other, and the rule for shown text.',
      severity: 'error',
      from: { path: '^lambda/core/' },
      to: { pathNot: '^(lambda/core|text)/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'content-stands-alone',
      comment: 'The content checker is used by others on its own.',
      severity: 'error',
      from: { path: '^lambda/core/content/' },
      to: { path: '^lambda/', pathNot: '^lambda/core/content/' },
    },
    {
      name: 'text-stands-alone',
      comment: 'How text of others is shown and saved: one rule for functions, command line and page.',
      severity: 'error',
      from: { path: '^text/' },
      to: { pathNot: '^text/' },
    },
    {
      name: 'sdk-only-in-aws',
      comment:
        'One place talks to AWS; beside it, the commands: of operators, with credentials of their own, and the sign-in to Cognito.',
      severity: 'error',
      from: {
        path: '^(lambda/(api|core|handlers)|lib|client|web)/',
        pathNot: '^client/command/(aws/|account/cognito\\.ts$)',
      },
      to: { path: 'node_modules/@(aws-sdk|smithy)/' },
    },
    {
      name: 'aws-knows-core-only',
      severity: 'error',
      from: { path: '^lambda/aws/' },
      to: { path: '^(lambda/(api|handlers)|lib|bin|client|web|local)/' },
    },
    {
      name: 'outbound-knows-core-only',
      severity: 'error',
      from: { path: '^lambda/outbound/' },
      to: { path: '^(lambda/(api|aws|handlers)|lib|bin|client|web|local)/' },
    },
    {
      name: 'api-knows-core-only',
      severity: 'error',
      from: { path: '^lambda/api/' },
      to: { path: '^(lambda/(aws|handlers)|lib|bin|client|web|local)/' },
    },
    {
      name: 'lib-provisions',
      comment: 'What is provisioned knows the route table and the names of the environment, not what runs.',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(lambda/(aws|handlers)|bin|client|web|local|bench)/' },
    },
    {
      name: 'client-knows-types-only',
      severity: 'error',
      from: { path: '^client/', pathNot: '^client/(build|command)/' },
      to: { path: '^(bin|lib|lambda|web|local|bench)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'command-checks-content',
      comment:
        'The command line runs the content checker on files of its machine, and knows no more of the service.',
      severity: 'error',
      from: { path: '^client/command/' },
      to: {
        path: '^(bin|lib|lambda|web|local|bench)/',
        pathNot: '^lambda/core/content/index\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'page-uses-client',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(bin|lib|lambda|local|bench)/' },
    },
    // Measurements run on the engines that the tests start; neither is shipped.
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: '^(test|bench)/' },
      to: { path: '^test/' },
    },
    {
      name: 'nothing-imports-bin',
      severity: 'error',
      from: { pathNot: '^(bin|test|local)/' },
      to: { path: '^bin/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^client/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
