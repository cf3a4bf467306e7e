import { describe, expect, test } from '@jest/globals';
import { multipartParts } from '../../../lib/access/rights/multipart-parts.js';
import { presignRights } from '../../../lib/access/rights/presign.js';
import { readCleanOnly } from '../../../lib/access/rights/read-clean-only.js';
import {
  useAnyKey,
  useCurrentKey,
  type DeployedResources,
  type Right,
} from '../../../lib/access/rights/right.js';
import { decide, type Request, type Statement } from '../policies/evaluate.js';
import {
  copying,
  get,
  getVersion,
  inUrl,
  onKey,
  once,
  postForm,
  put,
  putPart,
  tagging,
} from '../policies/requests.js';

// Each statement alone, without the guardrails of the bucket, which would deny most of this too.

const [bucket, key, formerKey] = ['arn:aws:s3:::Bucket', 'arn:aws:kms:key/current', 'arn:aws:kms:key/former'];
const keys = { service: 's3.eu-west-1.amazonaws.com', former: [formerKey] };
const deployment = {
  bucket,
  objects: `${bucket}/files/*`,
  table: 'Table',
  keys,
} as unknown as DeployedResources;

/** Whether a right allows the request. */
function allows(right: Right | undefined, request: Request): boolean {
  if (!right) throw new Error('the role has no such right');
  const statement: Statement = {
    Effect: 'Allow',
    Action: [...right.actions],
    Resource: [...right.resources],
    Condition: right.conditions ?? {},
  };
  return decide(request, [statement]) === 'Allowed';
}

const ofPresign = (sid: string) => presignRights(deployment).find((right) => right.sid === sid);

describe('PutOnce', () => {
  test.each([
    ['a write of a free key', put('presign', { ...inUrl, ...once }), true],
    ['a write over what is there', put('presign', inUrl), false],
    ['a write over one version', put('presign', { ...inUrl, 's3:if-none-match': '"etag"' }), false],
    ['a write with tags: a verdict of its own', put('presign', { ...inUrl, ...once, ...tagging }), false],
    ['a copy of an object that is not checked', put('presign', { ...inUrl, ...once, ...copying }), false],
    ['a form, which has no If-None-Match', postForm('presign'), false],
    ['a read', get('presign', 'clean', inUrl), false],
  ])('allows %s: %s', (_what, request, isAllowed) => {
    expect(allows(ofPresign('PutOnce'), request)).toBe(isAllowed);
  });
});

describe('MultipartParts', () => {
  test.each([
    ['a part, which makes no object', putPart('presign', inUrl), true],
    ['a whole object', put('presign', inUrl), false],
    ['the joining of parts, over what is there', put('presign'), false],
    ['the start of an upload with tags', putPart('presign', tagging), false],
    ['a part that is copied from another object', putPart('presign', { ...inUrl, ...copying }), false],
  ])('allows %s: %s', (_what, request, isAllowed) => {
    expect(allows(ofPresign('MultipartParts'), request)).toBe(isAllowed);
    // The role that presigns long-lived parts has the same.
    expect(allows(multipartParts(deployment), request)).toBe(isAllowed);
  });
});

describe('FormPost', () => {
  test.each([
    ['a form', postForm('presign'), true],
    ['a form with tags', postForm('presign', tagging), false],
    ['a PUT by URL', put('presign', inUrl), false],
    ['a PUT with the role’s own signature', put('presign'), false],
  ])('allows %s: %s', (_what, request, isAllowed) => {
    expect(allows(ofPresign('FormPost'), request)).toBe(isAllowed);
  });
});

describe('ReadCleanOnly', () => {
  const [right] = readCleanOnly(deployment);

  test.each([get, getVersion])('allows a read by URL, of a clean version', (read) => {
    expect(allows(right, read('download', 'clean', inUrl))).toBe(true);
    for (const verdict of [undefined, 'rejected'] as const)
      expect(allows(right, read('download', verdict, inUrl))).toBe(false);
    // The function itself reads nothing.
    expect(allows(right, read('download', 'clean'))).toBe(false);
  });
});

describe('UseKey', () => {
  const encrypted = { ...deployment, keys: { ...keys, current: key } };

  test('is of the keys that the objects are encrypted with, in this bucket, by S3', () => {
    const [right] = useAnyKey(encrypted, 'kms:Decrypt');
    for (const used of [key, formerKey]) expect(allows(right, onKey('Decrypt', used))).toBe(true);
    expect(allows(right, onKey('Decrypt', 'arn:aws:kms:key/other'))).toBe(false);
    expect(allows(right, onKey('GenerateDataKey', key))).toBe(false);
    expect(allows(right, onKey('Decrypt', key, 'arn:aws:s3:::Another'))).toBe(false);
    const { context, ...request } = onKey('Decrypt', key);
    const elsewhere = {
      ...request,
      context: { ...context, 'kms:ViaService': 'dynamodb.eu-west-1.amazonaws.com' },
    };
    expect(allows(right, elsewhere)).toBe(false);
  });

  test('is not of former keys for what is stored now', () => {
    const [right] = useCurrentKey(encrypted, 'kms:GenerateDataKey');
    expect(allows(right, onKey('GenerateDataKey', key))).toBe(true);
    expect(allows(right, onKey('GenerateDataKey', formerKey))).toBe(false);
  });

  test('is nobody’s without a key', () => {
    expect(useCurrentKey(deployment, 'kms:Decrypt')).toEqual([]);
    expect(useAnyKey({ ...deployment, keys: { ...keys, former: [] } }, 'kms:Decrypt')).toEqual([]);
    expect(useAnyKey(deployment, 'kms:Decrypt')).toMatchObject([{ resources: [formerKey] }]);
  });
});
