/**
 * What each action on an object is to Waybill. A test compares this with AWS's list, so that an action which AWS adds is
 * classified before it can be forgotten; until then the bucket policy denies it.
 */
export const objectActions = {
  /** The bytes, by their two names. */
  read: ['GetObject', 'GetObjectVersion'],
  /** The bytes, or a copy of them, by other ways. */
  readOtherwise: [
    'GetObjectTorrent',
    'GetObjectVersionTorrent',
    'GetObjectVersionForReplication',
    'InitiateReplication',
    'RestoreObject',
  ],
  write: ['PutObject'],
  /** Objects that another bucket has, with tags that nobody here gave. */
  writeOtherwise: ['ReplicateObject', 'ReplicateTags', 'ReplicateDelete', 'ReplicateObjectAnnotation'],
  /** The verdict is a tag. */
  tag: ['PutObjectTagging', 'PutObjectVersionTagging', 'DeleteObjectTagging', 'DeleteObjectVersionTagging'],
  /** Something of an object, and nothing of its bytes. */
  describe: [
    'GetObjectAcl',
    'GetObjectAttributes',
    'GetObjectLegalHold',
    'GetObjectRetention',
    'GetObjectTagging',
    'GetObjectVersionAcl',
    'GetObjectVersionAttributes',
    'GetObjectVersionTagging',
    'ListMultipartUploadParts',
  ],
  remove: ['DeleteObject', 'DeleteObjectVersion', 'AbortMultipartUpload'],
  /** Who may read, whose it is, with which key, and what cannot be removed any more. */
  control: [
    'PutObjectAcl',
    'PutObjectVersionAcl',
    'ObjectOwnerOverrideToBucketOwner',
    'PutObjectLegalHold',
    'PutObjectRetention',
    'BypassGovernanceRetention',
    'UpdateObjectEncryption',
  ],
  /** Content beside the bytes, which no check sees. */
  annotate: [
    'DeleteObjectAnnotation',
    'DeleteObjectVersionAnnotation',
    'GetObjectAnnotation',
    'GetObjectVersionAnnotation',
    'GetObjectVersionAnnotationForReplication',
    'ListObjectAnnotations',
    'ListObjectVersionAnnotations',
    'PutObjectAnnotation',
    'PutObjectVersionAnnotation',
  ],
} as const;

export type ObjectActionKind = keyof typeof objectActions;

export const inS3 = (...kinds: ObjectActionKind[]): string[] =>
  kinds.flatMap((kind) => objectActions[kind].map((action) => `s3:${action}`));
