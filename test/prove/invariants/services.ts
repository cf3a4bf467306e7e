import { routes } from '../../../lambda/api/routes.js';
import { constructId } from '../../../lib/function/function.js';
import type { Promises } from '../deployment/configurations.js';
import type { Claim } from '../iam/claim.js';
import { cdnReads } from './cdn.js';
import { when, type Invariant } from './invariant.js';
import * as n from './names.js';
import { pageReads } from './page.js';
import { assumption } from './trust.js';

const source = (...arns: string[]) => when('ArnLike', 'aws:SourceArn', ...arns);
const [validation, dead] = [n.queue('ValidationQueue'), n.queue('DeadLetterQueue')];

/** `Presign` and `uploads/{id}`: a function, and where the gateway calls it from. */
const calls = Object.values(routes).map((route) => ({
  function: n.lambda(constructId(route.function)),
  from: n.api(`*/*${route.path}`),
}));

const byGateway: readonly Claim[] = [...new Set(calls.map((call) => call.function))].map((called) => ({
  who: ['apigateway.amazonaws.com'],
  action: ['lambda:InvokeFunction'],
  resource: [called],
  ...source(...calls.filter((call) => call.function === called).map(({ from }) => from)),
}));

/** What services of AWS do for the deployment. */
export function serviceInvariants(promises: Promises): Invariant[] {
  const { hasScanner, hasSite, hasCdn } = promises;
  const rules = ['ObjectCreated', ...(hasScanner ? ['MalwareScanResult'] : [])].map(n.rule);
  const enqueues: readonly Claim[] = [
    { action: ['sqs:SendMessage'], resource: [validation, dead] },
    { action: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl'], resource: [validation] },
  ].map((claim) => ({ who: ['events.amazonaws.com'], ...claim, ...source(...rules) }));
  const overTls = { when: { Bool: { 'aws:SecureTransport': ['true'] } } };
  return [
    {
      name: 'services',
      says: 'No service of AWS may do anything but this: API Gateway invokes each function by its own routes, EventBridge enqueues what the deployment’s rules match, Lambda, Scheduler and GuardDuty assume the roles that are theirs, CloudFront reads the page, and verified versions of files.',
      of: { kinds: ['service'] },
      only: [
        ...byGateway,
        ...enqueues,
        ...assumption(promises),
        ...(hasSite ? [pageReads] : []),
        ...(hasCdn ? [cdnReads] : []),
      ],
    },
    {
      name: 'gateway-can',
      says: 'API Gateway may invoke the functions of the API by each of their routes.',
      may: byGateway,
    },
    {
      name: 'rules-can',
      says: 'EventBridge may enqueue what the deployment’s rules match, and what it could not deliver.',
      may: enqueues.map((claim) => ({ ...claim, either: [overTls] })),
    },
    {
      name: 'services-can',
      says: 'Lambda, Scheduler and GuardDuty may assume the roles that are theirs.',
      may: assumption(promises),
    },
  ];
}
