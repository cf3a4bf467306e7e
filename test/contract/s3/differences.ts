import type { EngineName } from './engines/engine.js';

/** A response of one engine that differs from S3's. */
export interface Difference {
  readonly answers: string;
  /** Why, and what it means for Waybill. */
  readonly because: string;
}

const noSuchPolicy = 'rejects the policy';
const twoWays =
  'It uses the signature in the URL and ignores the header. A client that forwards its bearer token on a redirect works here and gets 400 from S3: clients must not.';
const early =
  'It checks only the expiry of a URL, not its date. Waybill signs with the current time; URLs from a fast clock live longer by as much.';
const unconditional =
  'It does not evaluate the condition keys of the statement, so only our URLs (which sign If-None-Match) prevent it.';

/** Form fields that SeaweedFS accepts, and that the check then rejects. */
const ownFields = Object.fromEntries(
  ['Content-Encoding', 'Content-Disposition', 'Content-Language', 'Cache-Control', 'Expires'].map((name) => [
    `own-form-${name}`,
    {
      answers: `204, seen: ${name}`,
      because:
        'It accepts form fields that the policy does not name. The check rejects the file because of it.',
    },
  ]),
);

/** Known differences, by row. The suite fails when an engine behaves differently, also when it behaves like S3. */
export const differences: Readonly<Record<EngineName, Readonly<Record<string, Difference>>>> = {
  aws: {},

  local: {
    'join-small': {
      answers: 'joined',
      because: 'It joins parts of any size. Waybill plans parts of 5 MiB and more.',
    },
    'read-two-ways': { answers: '200', because: twoWays },
  },

  versitygw: {
    'put-cut': {
      answers: '524288 bytes, then 412',
      because:
        'It treats a broken connection as the end of the body. The check finds a wrong size and rejects the file; the client has to create a new upload.',
    },
    'part-cut': {
      answers: 'a part of 1048576 bytes',
      because:
        'The same, and the part has its full length: the missing end reads as zeros, so sizes reveal nothing. A client that resumes must compare the ETag (the MD5 of the stored bytes) with its own bytes, and send differing parts again; otherwise zeros may be joined into its file. Do not send large files to this store with a client that cannot.',
    },
    'put-early': { answers: '200', because: early },
    'read-two-ways': { answers: '200', because: twoWays },
    'own-archive': {
      answers: 'no property added',
      because: 'It has no storage classes: every object can be read at once.',
    },
    'own-sse-c': {
      answers: 'no property added',
      because: 'It ignores the key and stores the bytes as they are, so they can be checked and read.',
    },
    'removed-again': {
      answers: 'fails: InvalidArgument: Invalid version id specified',
      because:
        'S3 returns 204. A duplicate event of a rejected file fails here the second time, and goes to the dead-letter queue; readers are not affected.',
    },
    'policy-overwrite': {
      answers: noSuchPolicy,
      because:
        'Its policies do not support the condition keys of the statement. Only the signed If-None-Match prevents a second write of a key.',
    },
    'policy-age': {
      answers: noSuchPolicy,
      because: 'The same. A URL lives as long as it was signed for.',
    },
    'policy-clean': {
      answers: noSuchPolicy,
      because:
        'The same. Only the record decides who may read: anyone with the signing key can read everything.',
    },
    'policy-tagger': {
      answers: '403',
      because:
        'It accepts the statement, but a policy without an Allow denies everything, to the owner of the bucket too.',
    },
    'policy-signer': { answers: noSuchPolicy, because: 'The same. Anyone with a key may presign.' },
  },

  seaweedfs: {
    'put-early': { answers: '200', because: early },
    'form-tags': {
      answers: '204',
      because:
        'It accepts form fields that the policy does not name. Tags have no effect on a store without the statement DenyReadUnlessClean.',
    },
    'form-acl': { answers: '204', because: 'The same. Do not use forms on a bucket with ACLs enabled.' },
    'form-redirect': {
      answers: '303',
      because: 'The same. The page with the form decides where its visitor is redirected.',
    },
    ...ownFields,
    'own-redirect': { answers: 'no property added', because: 'It stores no redirect.' },
    'own-sse-c': {
      answers: 'fails: Unknown: UnknownError',
      because:
        'It returns another error for a read than S3. The check is retried until its message is in the dead-letter queue. Neither our PUT nor our form allows such a key.',
    },
    'part-again': {
      answers: '200, 200, 10,11 bytes',
      because:
        'It lists both. Waybill then finds one part too many and refuses to complete: abort, and create a new upload. Clients that resume send no part twice.',
    },
    'join-size': {
      answers: 'joined',
      because:
        'It ignores the size. Waybill compares the sizes of the parts before joining, and the size of the object after it.',
    },
    'join-replaced': {
      answers: 'joined',
      because:
        'It does not compare ETags. The stored bytes are checked afterwards, so nothing unchecked is read.',
    },
    'read-two-ways': { answers: '200', because: twoWays },
    'policy-overwrite': { answers: '200, 200, 204', because: unconditional },
    'policy-age': { answers: '200, 200', because: unconditional },
    'policy-clean': {
      answers: noSuchPolicy,
      because:
        'It does not support ArnNotEquals. Only the record decides who may read: anyone with the signing key can read everything.',
    },
    'policy-tagger': { answers: noSuchPolicy, because: 'The same.' },
    'policy-signer': { answers: noSuchPolicy, because: 'The same. Anyone with a key may presign.' },
  },
};
