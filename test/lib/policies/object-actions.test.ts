import { describe, expect, test } from '@jest/globals';
import { find, resourcesOf, synthesize } from '../synthesize.js';
import { decide, deniers, type Statement } from './evaluate.js';
import { breakGlassArn, onObject, onOtherKey } from './requests.js';
import { s3ObjectActions, type S3ObjectAction } from './s3-object-actions.js';

const everything: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };
const bucketOf = (breakGlassRoleArns: string[] = []) =>
  (
    find(resourcesOf(synthesize({ breakGlassRoleArns })), 'AWS::S3::BucketPolicy', 'Bucket').Properties[
      'PolicyDocument'
    ] as { Statement: Statement[] }
  ).Statement;

/** What an administrator may do with a file that was not checked, and why the rest is denied. */
const answers: Readonly<Record<S3ObjectAction, string>> = {
  // They remove, and disclose none of the bytes.
  AbortMultipartUpload: 'Allowed',
  DeleteObject: 'Allowed',
  DeleteObjectVersion: 'Allowed',
  GetObjectAcl: 'Allowed',
  GetObjectAttributes: 'Allowed',
  GetObjectLegalHold: 'Allowed',
  GetObjectRetention: 'Allowed',
  GetObjectTagging: 'Allowed',
  GetObjectVersionAcl: 'Allowed',
  GetObjectVersionAttributes: 'Allowed',
  GetObjectVersionTagging: 'Allowed',
  ListMultipartUploadParts: 'Allowed',
  // The bytes.
  GetObject: 'DenyReadUnlessClean',
  GetObjectVersion: 'DenyReadUnlessClean',
  GetObjectTorrent: 'DenyUnknownActions',
  GetObjectVersionTorrent: 'DenyUnknownActions',
  GetObjectVersionForReplication: 'DenyUnknownActions',
  InitiateReplication: 'DenyUnknownActions',
  RestoreObject: 'DenyUnknownActions',
  // The verdict, and what replication brings with it.
  DeleteObjectTagging: 'OnlyValidatorTags',
  DeleteObjectVersionTagging: 'OnlyValidatorTags',
  PutObjectTagging: 'OnlyValidatorTags',
  PutObjectVersionTagging: 'OnlyValidatorTags',
  ReplicateDelete: 'DenyUnknownActions',
  ReplicateObject: 'DenyUnknownActions',
  ReplicateTags: 'DenyUnknownActions',
  ObjectOwnerOverrideToBucketOwner: 'DenyUnknownActions',
  // Who else may read, and what cannot be removed any more.
  PutObjectAcl: 'DenyUnknownActions',
  PutObjectVersionAcl: 'DenyUnknownActions',
  PutObjectLegalHold: 'DenyUnknownActions',
  PutObjectRetention: 'DenyUnknownActions',
  BypassGovernanceRetention: 'DenyUnknownActions',
  // Without If-None-Match.
  PutObject: 'DenyOverwrite',
};

describe('an administrator with every right, on a file that was not checked', () => {
  const statements = [everything, ...bucketOf()];

  test.each(s3ObjectActions)('%s', (action) => {
    const request = onObject('admin', `s3:${action}`, { 's3:ObjectCreationOperation': 'true' });
    const expected = answers[action];
    if (expected === 'Allowed') return void expect(decide(request, statements)).toBe('Allowed');
    expect(deniers(request, statements)).toContain(expected);
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
