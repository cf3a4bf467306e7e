import * as z from 'zod/mini';
import * as webhookAnswers from './webhook-answers.js';

const Check = z.enum(['pending', 'passed', 'failed', 'skipped']);

const Remark = z.object({
  /** Stable; branch on it. */
  code: z.string(),
  message: z.string(),
  /** Byte offset in the file, if the finding has one. */
  offset: z.optional(z.int()),
});

const Reason = z.extend(Remark, {
  /** What the uploader can do. */
  advice: z.string(),
});

export const File = z.object({
  id: z.string(),
  filename: z.string(),
  status: z.enum(['pending', 'completing', 'uploaded', 'held', 'verified', 'rejected', 'expired', 'aborted']),
  sizeBytes: z.int(),
  /** As declared. */
  contentType: z.string(),
  /** The type of the bytes; `null` until they are checked. */
  detectedType: z.nullable(z.string()),
  /** Base64, as declared and enforced by S3; `null` if none was declared. */
  sha256: z.nullable(z.string()),
  /** Pixels, for images and video where known. */
  width: z.nullable(z.int()),
  height: z.nullable(z.int()),
  metadata: z.record(z.string(), z.string()),
  checks: z.object({ size: Check, checksum: Check, type: Check, malware: Check }),
  /** Why the file is rejected or held. */
  reasons: z.array(Reason),
  /** Findings that did not reject the file. */
  warnings: z.array(Remark),
  createdAt: z.iso.datetime(),
  uploadedAt: z.nullable(z.iso.datetime()),
  verifiedAt: z.nullable(z.iso.datetime()),
  /** End of the retention, after which the next sweep deletes the file; `null` without retention. */
  expiresAt: z.nullable(z.iso.datetime()),
  revision: z.int(),
});

/** The headers that the client must send. Content-Length is signed too, but every HTTP client sets it. */
const Headers = z.record(z.string(), z.string());

export const Upload = z.object({
  id: z.string(),
  file: File,
  /** `null` if the upload of the Idempotency-Key is not pending any more. */
  upload: z.nullable(
    z.discriminatedUnion('method', [
      z.object({ method: z.literal('put'), url: z.url(), headers: Headers, expiresAt: z.iso.datetime() }),
      z.object({
        method: z.literal('post'),
        url: z.url(),
        /** Fields of the form (multipart/form-data), before the field `file`. */
        fields: z.record(z.string(), z.string()),
        expiresAt: z.iso.datetime(),
      }),
      z.object({
        method: z.literal('multipart'),
        /** Every part has `sizeBytes`, except the last, which has the remainder. */
        parts: z.object({ sizeBytes: z.int(), count: z.int() }),
        expiresAt: z.iso.datetime(),
      }),
    ]),
  ),
});

export const SignedParts = z.object({
  parts: z.array(
    z.object({
      partNumber: z.int(),
      url: z.url(),
      headers: Headers,
      /** The exact length: S3 refuses any other. */
      sizeBytes: z.int(),
      expiresAt: z.iso.datetime(),
    }),
  ),
});

export const StoredParts = z.object({
  parts: z.array(z.object({ partNumber: z.int(), sizeBytes: z.int(), etag: z.string() })),
});

export const FileList = z.object({
  items: z.array(File),
  /** Pass it as `cursor` for the next page; `null` at the end. */
  nextCursor: z.nullable(z.string()),
});

const Grant = z.object({
  /** Id of the grant in paths. */
  id: z.string(),
  /** `user:…` or `group:…`. */
  subject: z.string(),
  createdAt: z.iso.datetime(),
});

const GrantList = z.object({ items: z.array(Grant) });

export const ReadUrl = z.object({ url: z.url(), expiresAt: z.iso.datetime() });

/** For each requested file: a presigned read, or the problem. */
export const ReadUrls = z.object({
  items: z.array(
    z.union([
      z.object({ id: z.string(), url: z.url(), expiresAt: z.iso.datetime() }),
      z.object({
        id: z.string(),
        /** Code of the problem; branch on it. */
        code: z.string(),
        detail: z.string(),
      }),
    ]),
  ),
});

const Share = z.object({
  id: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** `null` without a limit. */
  maxDownloads: z.nullable(z.int()),
  downloads: z.int(),
  hasPassword: z.boolean(),
  lastUsedAt: z.nullable(z.iso.datetime()),
});

/** The only response with the URL of the link. */
const CreatedShare = z.extend(Share, { url: z.url() });

const ShareList = z.object({ items: z.array(Share) });

/** The file of a link. */
const SharedFile = z.object({
  /** `null` if the link has a password. */
  filename: z.nullable(z.string()),
  sizeBytes: z.int(),
  contentType: z.string(),
  expiresAt: z.iso.datetime(),
  passwordRequired: z.boolean(),
});

const Erasure = z.object({
  id: z.string(),
  status: z.enum(['running', 'done']),
  /** Files deleted so far. */
  deleted: z.int(),
  /** Files that were created later stay. */
  requestedAt: z.iso.datetime(),
  finishedAt: z.nullable(z.iso.datetime()),
});

export const Health = z.object({
  status: z.literal('ok'),
  limits: z.object({
    maxSizeBytes: z.int(),
    /** Files above this size are sent in parts, unless the client chooses otherwise. */
    multipartThresholdBytes: z.int(),
    allowedTypes: z.array(z.string()),
    /** Lifetime of a presigned write. */
    uploadExpiresInSeconds: z.int(),
    /** Lifetime of a presigned part. */
    partExpiresInSeconds: z.int(),
    /** How long an upload can be renewed, and its parts presigned. */
    uploadLifeSeconds: z.int(),
    /** Lifetime of a presigned read. */
    readExpiresInSeconds: z.int(),
    /** For each owner; `null` without a limit. */
    maxFiles: z.nullable(z.int()),
    maxBytes: z.nullable(z.int()),
    maxPendingUploads: z.nullable(z.int()),
    /** How long files are kept, and the maximum for `expiresInSeconds`; `null`: no retention. */
    retentionSeconds: z.nullable(z.int()),
  }),
});

const OpenApi = z.looseObject({ openapi: z.string() });

/** RFC 9457. */
export const ProblemDocument = z.object({
  type: z.url(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  /** Stable; branch on it. */
  code: z.string(),
  requestId: z.string(),
  errors: z.optional(z.array(z.object({ pointer: z.string(), detail: z.string() }))),
  /** The number of invalid fields that are not in `errors`. */
  errorsOmitted: z.optional(z.int()),
});

const ProblemType = z.object({ code: z.string(), title: z.string(), status: z.int() });

export const answers = {
  File,
  Upload,
  SignedParts,
  StoredParts,
  FileList,
  Grant,
  GrantList,
  ReadUrl,
  ReadUrls,
  Share,
  CreatedShare,
  ShareList,
  SharedFile,
  Erasure,
  Health,
  OpenApi,
  ProblemType,
  ...webhookAnswers,
} as const;

export type AnswerName = keyof typeof answers;
export type Answer<Name extends AnswerName> = z.output<(typeof answers)[Name]>;
