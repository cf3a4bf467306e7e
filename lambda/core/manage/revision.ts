import type { FileRecord } from '../file/file.js';
import { Problem } from '../problem.js';

/**
 * Optimistic locking: throws `revision-mismatch` if the file has none of these revisions (RFC 9110 section 13.1.1,
 * If-Match). Undefined: any revision.
 */
export function refuseOtherRevision(
  { revision }: FileRecord,
  revisions: readonly number[] | undefined,
): void {
  if (!revisions || revisions.includes(revision)) return;
  throw new Problem(
    'revision-mismatch',
    `The file has revision ${String(revision)}; read it again, and retry if the change still applies`,
  );
}
