import { createHash } from 'node:crypto';

/**
 * The name of a grant, by whom it is for: the same grantee has the same one on each file. Path-safe whatever the
 * subject is (the gateway decodes paths), and of one length.
 */
export const grantIdOf = (grantee: string): string =>
  createHash('sha256').update(grantee).digest('base64url');
