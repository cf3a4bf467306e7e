/** The permissions of a role. All but `FILES_ADMIN` apply only to the caller's own files. */
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
  /** Use the other permissions on the files of all owners; list all held files, and decide them. */
  FILES_ADMIN = 'files:admin',
}
