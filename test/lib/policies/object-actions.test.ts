import { describe, expect, test } from '@jest/globals';
import { find, resourcesOf, synthesize } from '../synthesize.js';
import { decide, deniers, type Statement } from './evaluate.js';
import { breakGlassArn, onObject, onOtherKey } from './requests.js';
import { objectActions } from '../../prove/reference/object-actions.js';

const everything: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };
const bucketOf = (breakGlassRoleArns: string[] = []) =>
  (
    find(resourcesOf(synthesize({ breakGlassRoleArns })), 'AWS::S3::BucketPolicy', 'Bucket').Properties[
      'PolicyDocument'
    ] as { Statement: Statement[] }
  ).Statement;

type Kind = keyof typeof objectActions;

/** What an administrator may do with a file that was not checked, and why the rest is denied. */
const answers: Readonly<Record<Kind, string>> = {
  // They remove, and disclose none of the bytes.
  remove: 'Allowed',
  describe: 'Allowed',
  read: 'DenyReadUnlessClean',
  // Without If-None-Match.
  write: 'DenyOverwrite',
  tag: 'OnlyValidatorTags',
  readOtherwise: 'DenyUnknownActions',
  writeOtherwise: 'DenyUnknownActions',
  control: 'DenyUnknownActions',
  annotate: 'DenyUnknownActions',
};

const actionsWithAnswers = Object.entries(objectActions).flatMap(([kind, actions]) =>
  actions.map((action) => [action, answers[kind as Kind]] as const),
);

/** Nobody needs to tag without a version, or to remove a tag. */
const unneeded = /^(PutObjectTagging|DeleteObject(Version)?Tagging)$/;

describe('an administrator with every right, on a file that was not checked', () => {
  const statements = [everything, ...bucketOf()];

  test.each(actionsWithAnswers)('%s: %s', (action, expected) => {
    const request = onObject('admin', `s3:${action}`, { 's3:ObjectCreationOperation': 'true' });
    if (expected === 'Allowed') return void expect(decide(request, statements)).toBe('Allowed');
    expect(deniers(request, statements)).toContain(unneeded.test(action) ? 'DenyUnknownActions' : expected);
  });

  test('an action that S3 does not have yet is denied', () => {
    expect(decide(onObject('admin', 's3:GetObjectSomehow'), statements)).toBe('ExplicitlyDenied');
  });

  test('objects beside the files are not concerned', () => {
    expect(decide(onOtherKey('admin', 's3:ReplicateObject'), statements)).toBe('Allowed');
  });
});

test('a role for emergencies may do what its own policy allows', () => {
  const statements = [everything, ...bucketOf([breakGlassArn])];
  for (const action of ['GetObjectVersionForReplication', 'ReplicateObject', 'PutObjectRetention'])
    expect(decide(onObject('breakGlass', `s3:${action}`), statements)).toBe('Allowed');
});
