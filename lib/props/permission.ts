/** The permissions of a role. All but `FILES_ADMIN` apply only to the caller's own files. */
export enum Permission {
  FILES_CREATE = 'files:create',
  FILES_READ = 'files:read',
  FILES_DELETE = 'files:delete',
  FILES_SHARE = 'files:share',
  FILES_PUBLISH = 'files:publish',
  /** Release or reject the held files of all owners, and use the other permissions on the files of all owners. */
  FILES_ADMIN = 'files:admin',
}
