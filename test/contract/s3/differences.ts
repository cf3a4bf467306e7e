import type { EngineName } from './engines/engine.js';

/** An answer of one engine that is not S3's. */
export interface Difference {
  readonly answers: string;
  /** Why, and what it means for Waybill. */
  readonly because: string;
}

const noSuchPolicy = 'takes no such policy';
const twoWays =
  'It takes the signature in the URL and ignores the header. A client that forwards its bearer token on a redirect works here and gets 400 from S3: clients must not.';
const early =
  'It compares the end of a URL alone, not its beginning. Waybill signs from the present moment on; a clock that runs fast makes URLs that live longer by as much.';
const unconditional =
  'It does not evaluate the condition keys that the statement names, so nothing but our own URLs (which sign If-None-Match) stands against it.';

/** What SeaweedFS takes from a form, and the check refuses then. */
const ownFields = Object.fromEntries(
  ['Content-Encoding', 'Content-Disposition', 'Content-Language', 'Cache-Control', 'Expires'].map((name) => [
    `own-form-${name}`,
    {
      answers: `204, seen: ${name}`,
      because:
        'It lets a form bring fields that its policy does not name. The check refuses the file for it.',
    },
  ]),
);

/** Known differences, by row. The suite fails when an engine answers otherwise, as S3 does too. */
export const differences: Readonly<Record<EngineName, Readonly<Record<string, Difference>>>> = {
  aws: {},

  local: {
    'form-sha256-bytes': {
      answers: '204',
      because:
        'It keeps the checksum of a form without comparing it. The check of the stored bytes relies on S3 for it.',
    },
    'join-small': {
      answers: 'joined',
      because: 'It joins parts of any size. Waybill plans parts of 5 MiB and more.',
    },
    'join-crc64': {
      answers: 'parts-changed',
      because:
        'It knows checksums of parts alone, and compares the whole with a sum of those. Send large files without crc64nvme here.',
    },
    'read-two-ways': { answers: '200', because: twoWays },
  },

  versitygw: {
    'put-cut': {
      answers: '524288 bytes, then 412',
      because:
        'It takes the end of a connection for the end of the body. The check finds another size than was declared and refuses the file; its sender has to begin a new upload.',
    },
    'part-cut': {
      answers: 'a part of 1048576 bytes',
      because:
        'The same, and the part has the length that it was to have: its missing end reads as zeros. Sizes tell nothing then. A client that resumes must compare the ETag (the MD5 of what arrived) with its own bytes, and send again what differs; one that does not may have zeros joined into its file. Do not send large files to this store by a client that cannot.',
    },
    'put-early': { answers: '200', because: early },
    'read-two-ways': { answers: '200', because: twoWays },
    'own-archive': {
      answers: 'as was asked',
      because: 'It keeps no storage class: every object can be read at once.',
    },
    'own-sse-c': {
      answers: 'as was asked',
      because: 'It ignores the key and stores the bytes as they are, so they can be checked and read.',
    },
    'removed-again': {
      answers: 'fails: InvalidArgument: Invalid version id specified',
      because:
        'S3 answers 204. An event that comes twice for a refused file fails here the second time, and goes to the dead-letter queue; no reader sees a difference.',
    },
    'policy-overwrite': {
      answers: noSuchPolicy,
      because:
        'Its policies do not know the condition keys of the statement. Only the signed If-None-Match keeps a key from a second write.',
    },
    'policy-age': {
      answers: noSuchPolicy,
      because: 'The same. A URL lives as long as it says.',
    },
    'policy-clean': {
      answers: noSuchPolicy,
      because: 'The same. The record alone decides who may read: whoever holds the signing key can read all.',
    },
    'policy-tagger': {
      answers: '403',
      because:
        'It takes the statement, but a policy that allows nothing refuses everything, to the owner of the bucket too.',
    },
    'policy-signer': { answers: noSuchPolicy, because: 'The same. Whoever holds a key may sign.' },
  },

  seaweedfs: {
    'put-early': { answers: '200', because: early },
    'form-tags': {
      answers: '204',
      because:
        'It lets a form bring fields that its policy does not name. Tags mean nothing on a store without the statement DenyReadUnlessClean.',
    },
    'form-acl': { answers: '204', because: 'The same. Use no forms on a bucket that takes ACLs.' },
    'form-redirect': {
      answers: '303',
      because: 'The same. A page that was given a form decides where its own visitor goes.',
    },
    ...ownFields,
    'own-redirect': { answers: 'as was asked', because: 'It keeps no redirect.' },
    'own-sse-c': {
      answers: 'fails: Unknown: UnknownError',
      because:
        'It answers a read with another error than S3. Such a file is tried again and waits in the dead-letter queue. Neither our PUT nor our form can bring such a key.',
    },
    'part-again': {
      answers: '200, 200, 10,11 bytes',
      because:
        'It lists both. Waybill then counts one part too many and refuses to complete: abort, and begin again. Clients that resume send no part twice.',
    },
    'join-size': {
      answers: 'joined',
      because:
        'It ignores the size. Waybill compares the sizes of the parts before, and that of the object after.',
    },
    'join-replaced': {
      answers: 'joined',
      because:
        'It does not compare ETags. The check of the stored bytes comes after, so nothing unchecked is read.',
    },
    'read-two-ways': { answers: '200', because: twoWays },
    'policy-overwrite': { answers: '200, 200, 204', because: unconditional },
    'policy-age': { answers: '200, 200', because: unconditional },
    'policy-clean': {
      answers: noSuchPolicy,
      because:
        'It takes no ArnNotEquals. The record alone decides who may read: whoever holds the signing key can read all.',
    },
    'policy-tagger': { answers: noSuchPolicy, because: 'The same.' },
    'policy-signer': { answers: noSuchPolicy, because: 'The same. Whoever holds a key may sign.' },
  },
};
