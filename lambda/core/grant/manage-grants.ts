import { managedFile, type FileReader } from '../access/reach.js';
import type { Subject } from '../access/subject.js';
import { Problem } from '../problem.js';
import { verifiedVersion } from '../read/read-content.js';
import { grantIdOf, isGrantId, maxGrantsPerFile, type Grant, type Grants } from './grant.js';

export interface ManageGrantsPorts {
  readonly now: () => Date;
  readonly files: FileReader;
  readonly grants: Grants;
}

/**
 * Lets a user or a group read a verified file. May be repeated.
 * Refuses with `too-many-grants`, and what refuses a reader of the file.
 */
export async function grantFile(
  { now, files, grants }: ManageGrantsPorts,
  subject: Subject,
  fileId: string,
  grantee: string,
): Promise<{ grant: Grant; isNew: boolean }> {
  verifiedVersion(await managedFile(files, subject, fileId));
  const added = await grants.add({ id: grantIdOf(grantee), fileId, grantee, createdAt: now() });
  if (added !== 'refused') return added;
  // Deleted a moment ago, unless it is full.
  verifiedVersion(await managedFile(files, subject, fileId));
  throw new Problem(
    'too-many-grants',
    `A file may be granted to ${String(maxGrantsPerFile)} users and groups; revoke one, or grant it to a group`,
  );
}

/** Whom a file is granted to, oldest first. */
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
 * Takes a grant back: the very next request is refused. May be repeated. Refuses with `grant-not-found` only what can
 * be no grant's id.
 */
export async function revokeGrant(
  { files, grants }: Omit<ManageGrantsPorts, 'now'>,
  subject: Subject,
  fileId: string,
  id: string,
): Promise<void> {
  await managedFile(files, subject, fileId);
  if (!isGrantId(id))
    throw new Problem('grant-not-found', 'No grant has such an id; GET …/grants lists them');
  await grants.remove(fileId, id);
}
