/** What a role may do. All but `FILES_ADMIN` reach the caller's own files only. */
export enum Permission {
  FILES_CREATE = 'files:create',
  FILES_READ = 'files:read',
  FILES_DELETE = 'files:delete',
  FILES_SHARE = 'files:share',
  FILES_PUBLISH = 'files:publish',
  /** Decides on the held files of every owner. */
  FILES_ADMIN = 'files:admin',
}
