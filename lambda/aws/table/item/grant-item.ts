import type { Grant } from '../../../core/grant/grant.js';
import { fileKey } from './file-item.js';

/** The item of a grant: beside its file's record, and in the list of its grantee. */
export interface GrantItem {
  readonly pk: `FILE#${string}`;
  readonly sk: `GRANT#${string}`;
  readonly gsi1pk: `SUBJECT#${string}`;
  /** Id of the file. */
  readonly gsi1sk: string;
  readonly grantee: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

export const grantPrefix = 'GRANT#';

export const grantKey = (fileId: string, id: string) =>
  ({ pk: fileKey(fileId).pk, sk: `${grantPrefix}${id}` }) as const;

/** The files that are shared with one grantee, newest first. The grant's id is the grantee's hash. */
export const granteePartition = (grantId: string) => `SUBJECT#${grantId}` as const;

export const toGrantItem = ({ id, fileId, grantee, createdAt }: Grant): GrantItem => ({
  ...grantKey(fileId, id),
  gsi1pk: granteePartition(id),
  gsi1sk: fileId,
  grantee,
  createdAt: createdAt.toISOString(),
});

export const fromGrantItem = ({ sk, gsi1sk, grantee, createdAt }: GrantItem): Grant => ({
  id: sk.slice(grantPrefix.length),
  fileId: gsi1sk,
  grantee,
  createdAt: new Date(createdAt),
});
