/** End-to-end suites that ask for nothing but the API, the bucket and the table: they run in an account. */
export const accountSuites: Readonly<Record<'short' | 'more', readonly string[]>> = {
  short: ['change', 'verified-files'],
  more: [
    ...[
      'bad-requests',
      'conditional-requests',
      'everyday-names',
      'forms',
      'link-previewers',
      'listing',
      'parts',
      'repeated-requests',
    ],
    ...['share-passwords', 'stored-properties'],
  ],
};

const roles = 'assumes the roles of functions, which only Lambda may in an account';
const issuer = 'needs tokens whose subject it chooses, which Cognito does not give';
const settings = 'deploys stacks with other settings';
const functions = 'invokes or changes functions of the engine';
const logs = 'reads each log line at once, which CloudWatch shows minutes later';
const local = 'is about the local system itself';

/** The others, each with what keeps it out of an account. */
export const engineSuites: Readonly<Record<string, string>> = {
  administrator: roles,
  announcements: functions,
  authorizer: settings,
  'bench-up': local,
  cdn: settings,
  'cdn-rotation': settings,
  cognito: settings,
  command: issuer,
  deletion: issuer,
  'content-settings': settings,
  counterexamples: 'makes roles and buckets of its own',
  'documented-clients': issuer,
  downloads: settings,
  'engine-settings': local,
  erasure: functions,
  events: functions,
  fakes: local,
  'full-quota': settings,
  'gateway-answers': local,
  grants: issuer,
  guardrails: roles,
  'held-files': settings,
  logs,
  'malware-scan': 'sends the results of scans itself',
  'outside-client': issuer,
  quota: issuer,
  reading: issuer,
  reads: logs,
  redrive: functions,
  replays: roles,
  removal: settings,
  'route-roles': settings,
  shares: logs,
  signatures: roles,
  'signed-writes': roles,
  start: local,
  subjects: issuer,
  sweep: functions,
  'sweep-leftovers': functions,
  tenants: settings,
  'typed-client': issuer,
  'webhook-commands': functions,
  'webhook-examples': functions,
  webhooks: 'needs a receiver on this machine',
};
