/** What a role may do. All but `FILES_ADMIN` concern the caller's own files only. */
export enum Permission {
  /** Create uploads, renew, complete and abort them; rename files and change their metadata. */
  FILES_CREATE = 'files:create',
  /** List files, see their records and read them. */
  FILES_READ = 'files:read',
  /** Delete files. */
  FILES_DELETE = 'files:delete',
  /** Grant files to users and groups, make links to them, and revoke both. */
  FILES_SHARE = 'files:share',
  /** Publish files; no route needs it yet. */
  FILES_PUBLISH = 'files:publish',
  /** Do with every owner's files what the other permissions say; see all held files, and decide on them. */
  FILES_ADMIN = 'files:admin',
}
