import { denied, named, no, yes, type Row } from './row.js';
import * as r from './requests.js';

const { inUrl, once } = r;

const guardDuty = 'malware-protection-plan.guardduty.amazonaws.com';
const itsRule = 'DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3-abc';

/** With malware protection: GuardDuty reads what nobody else may, and sends its results only as events. */
export const scannerCases = named([
  [yes, 'scanner', 'GET of a pending file', r.get('scanner', undefined)],
  [yes, 'scanner', 'GET of a pending version', r.getVersion('scanner', undefined)],
  [denied, 'scanner', 'GET by URL', r.get('scanner', 'clean', inUrl), 'DenyForeignPresign'],
  [no, 'scanner', 'GET beside the files', r.onOtherKey('scanner', 's3:GetObject')],
  [denied, 'scanner', 'tags', r.tag('scanner', ['verdict']), 'OnlyValidatorTags'],
  [
    denied,
    'scanner',
    'tags as GuardDuty would',
    r.tag('scanner', ['GuardDutyMalwareScanStatus'], 's3:PutObjectTagging'),
    'DenyUnknownActions',
  ],
  [no, 'scanner', 'PUT, once', r.put('scanner', once)],
  [no, 'scanner', 'DELETE of a version', r.onObject('scanner', 's3:DeleteObjectVersion')],
  [
    yes,
    'scanner',
    'PUT of its validation object',
    r.onOtherKey('scanner', 's3:PutObject', {}, 'malware-protection-resource-validation-object'),
  ],
  [no, 'scanner', 'PUT beside the files', r.onOtherKey('scanner', 's3:PutObject')],
  [yes, 'scanner', 'sees whose bucket it is', r.onBucket('scanner', 's3:ListBucket')],
  [yes, 'scanner', 'sees that events are on', r.onBucket('scanner', 's3:GetBucketNotification')],
  [yes, 'scanner', 'turns events on', r.onBucket('scanner', 's3:PutBucketNotification')],
  [no, 'scanner', 'changes the policy', r.onBucket('scanner', 's3:PutBucketPolicy')],
  ...['PutRule', 'DeleteRule', 'PutTargets', 'RemoveTargets'].flatMap((action): Row[] => [
    [yes, 'scanner', `${action} of its own rule`, r.onRule(action, itsRule, guardDuty)],
    [no, 'scanner', `${action} of a rule that GuardDuty does not manage`, r.onRule(action, itsRule)],
    [no, 'scanner', `${action} of another rule`, r.onRule(action, 'ObjectCreated', guardDuty)],
  ]),
  [yes, 'scanner', 'looks at its own rule', r.onRule('DescribeRule', itsRule)],
  [yes, 'scanner', 'looks at its rule’s targets', r.onRule('ListTargetsByRule', itsRule)],
  [no, 'scanner', 'looks at another rule', r.onRule('DescribeRule', 'ObjectCreated')],
  [denied, 'validate', 'GET by URL', r.get('validate', 'clean', inUrl), 'DenyForeignPresign'],
  [denied, 'admin', 'GET of a pending file', r.get('admin', undefined), 'DenyReadUnlessClean'],
  [yes, 'validate', 'reminds itself', r.onQueue('SendMessage')],
  [no, 'validate', 'puts dead letters', r.onQueue('SendMessage', 'DeadLetterQueue')],
]);
