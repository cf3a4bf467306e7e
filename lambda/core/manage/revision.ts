import type { FileRecord } from '../file/file.js';
import { Problem } from '../problem.js';

/**
 * Optimistic locking: refuses with `revision-mismatch` where the file is at none of these revisions (RFC 9110 section
 * 13.1.1, If-Match). Undefined: at any.
 */
export function refuseOtherRevision(
  { revision }: FileRecord,
  revisions: readonly number[] | undefined,
): void {
  if (!revisions || revisions.includes(revision)) return;
  throw new Problem(
    'revision-mismatch',
    `The file is at revision ${String(revision)}; read it again, and decide whether the change still fits`,
  );
}
