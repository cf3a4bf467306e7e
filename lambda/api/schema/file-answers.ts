import * as z from 'zod/mini';
import { personalKinds } from '../../core/content/index.js';
import { described } from './described.js';

const CheckState = z.enum(['pending', 'passed', 'failed', 'skipped']);

const Warning = z.object({
  code: described('Which finding it is. Stable: branch on it.', z.string()),
  message: described('One sentence for people. It may be reworded.', z.string()),
  offset: described('Byte offset in the file, if the finding has one.', z.optional(z.int())),
  what: described(
    'Of `active-content`: which kind, such as `macro`, `script` or `external-template`. Stable: branch on it.',
    z.optional(z.string()),
  ),
  part: described(
    'Of `active-content`: the part of the package, or the object, in which it is.',
    z.optional(z.string()),
  ),
});

const Reason = z.extend(Warning, {
  advice: described('What the uploader can do.', z.string()),
});

const Checks = z.object({
  size: described('The stored size against the declared one.', CheckState),
  checksum: described(
    'The checksum that S3 computed against the declared one; `skipped` if none was declared.',
    CheckState,
  ),
  type: described('The content against the declared and the accepted media types.', CheckState),
  malware: described(
    'The malware scan; `skipped` if the deployment has none, or the file was rejected before it.',
    CheckState,
  ),
});

export const File = z.object({
  id: described('Identifies the file in paths. Never changes.', z.string()),
  filename: described('As declared, or as it was renamed.', z.string()),
  status: described(
    '`pending` waits for bytes, `completing` for S3 to join the parts, `uploaded` for the verdict, `held` for an administrator. Only a `verified` file can be read. `rejected`, `expired` and `aborted` are final.',
    z.enum(['pending', 'completing', 'uploaded', 'held', 'verified', 'rejected', 'expired', 'aborted']),
  ),
  sizeBytes: described('As declared; for a form or a stream, the stored size once it is checked.', z.int()),
  contentType: described('Media type as declared, lower case, without parameters.', z.string()),
  detectedType: described(
    'Detected media type of the bytes; `null` until they are checked.',
    z.nullable(z.string()),
  ),
  sha256: described(
    'SHA-256 in base64, as declared and enforced by S3; `null` if none was declared.',
    z.nullable(z.string()),
  ),
  width: described('Pixels, of images and videos; `null` if unknown.', z.nullable(z.int())),
  height: described('Pixels, of images and videos; `null` if unknown.', z.nullable(z.int())),
  contains: described(
    'What photos, sounds and films say about their making, as far as it was read: `location`, a `device` by its serial number, a `person` by name. Empty if nothing was found; `null` until they are checked.',
    z.nullable(z.array(z.enum(personalKinds))),
  ),
  metadata: described('The client’s own entries.', z.record(z.string(), z.string())),
  checks: described('The checks before the file may be read.', Checks),
  reasons: described('Why the file was rejected or is held; otherwise empty.', z.array(Reason)),
  warnings: described('Findings that do not reject the file.', z.array(Warning)),
  createdAt: described('When the upload was created.', z.iso.datetime()),
  uploadedAt: described('When S3 had stored all bytes; `null` until then.', z.nullable(z.iso.datetime())),
  verifiedAt: described('When the file was verified; `null` until then.', z.nullable(z.iso.datetime())),
  expiresAt: described(
    'End of the retention, after which the next sweep deletes the file; `null` without retention.',
    z.nullable(z.iso.datetime()),
  ),
  revision: described(
    'Increases with each change of the record: send it in `If-Match` for optimistic locking.',
    z.int(),
  ),
});

export const FileList = z.object({
  items: described('Newest first.', z.array(File)),
  nextCursor: described('Pass it as `cursor` for the next page; `null` at the end.', z.nullable(z.string())),
});

export const Erasure = z.object({
  id: described('Identifies the erasure.', z.string()),
  status: described('`running` until the last file is deleted.', z.enum(['running', 'done'])),
  deleted: described('Files deleted so far.', z.int()),
  requestedAt: described('When it was requested. Files that were created later stay.', z.iso.datetime()),
  finishedAt: described('When the last file was deleted; `null` until then.', z.nullable(z.iso.datetime())),
});

/** What a file's record is made of, by their names in the OpenAPI document. */
export const fileParts = { FileChecks: Checks, FileWarning: Warning, FileReason: Reason } as const;
