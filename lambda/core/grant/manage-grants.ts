import { managedFile, type FileReader } from '../access/reach.js';
import { granteeName, type Subject } from '../access/subject.js';
import { Problem } from '../problem.js';
import { verifiedVersion } from '../read/read-content.js';
import { grantIdOf, isGrantId, maxGrantsPerFile, type Grant, type Grants } from './grant.js';

export interface ManageGrantsPorts {
  readonly now: () => Date;
  readonly files: FileReader;
  readonly grants: Grants;
}

/**
 * Lets a user or a group read a verified file. Idempotent. Throws `too-many-grants`, and the problems of reading the
 * file.
 */
export async function grantFile(
  { now, files, grants }: ManageGrantsPorts,
  subject: Subject,
  fileId: string,
  name: string,
): Promise<{ grant: Grant; isNew: boolean }> {
  verifiedVersion(await managedFile(files, subject, fileId));
  const grantee = granteeName(name);
  const added = await grants.add({ id: grantIdOf(grantee), fileId, grantee, createdAt: now() });
  if (added !== 'refused') return added;
  // Deleted in between, unless it has the maximum number of grants.
  verifiedVersion(await managedFile(files, subject, fileId));
  throw new Problem(
    'too-many-grants',
    `A file may be granted to ${String(maxGrantsPerFile)} users and groups; revoke one, or grant it to a group`,
  );
}

/** The grants of a file, oldest first. */
export async function listGrants(
  { files, grants }: Omit<ManageGrantsPorts, 'now'>,
  subject: Subject,
  fileId: string,
): Promise<readonly Grant[]> {
  await managedFile(files, subject, fileId);
  return [...(await grants.ofFile(fileId))].sort(
    (one, other) => one.createdAt.getTime() - other.createdAt.getTime(),
  );
}

/**
 * Revokes a grant: the next request of the grantee is refused. Idempotent. Throws `grant-not-found` only for an invalid
 * id.
 */
export async function revokeGrant(
  { files, grants }: Omit<ManageGrantsPorts, 'now'>,
  subject: Subject,
  fileId: string,
  id: string,
): Promise<void> {
  await managedFile(files, subject, fileId);
  if (!isGrantId(id))
    throw new Problem('grant-not-found', 'This is not the id of a grant; GET …/grants lists them');
  await grants.remove(fileId, id);
}
