import * as z from 'zod/mini';
import * as webhookAnswers from './webhook-answers.js';

const Check = z.enum(['pending', 'passed', 'failed', 'skipped']);

const Remark = z.object({
  /** Stable; branch on it. */
  code: z.string(),
  message: z.string(),
  /** Byte offset in the file, where what was found has one. */
  offset: z.optional(z.int()),
});

const Reason = z.extend(Remark, {
  /** What the person who sent the file can do. */
  advice: z.string(),
});

export const File = z.object({
  id: z.string(),
  filename: z.string(),
  status: z.enum(['pending', 'completing', 'uploaded', 'held', 'verified', 'rejected', 'expired', 'aborted']),
  sizeBytes: z.int(),
  /** As declared. */
  contentType: z.string(),
  /** What the bytes are; `null` until they were looked at. */
  detectedType: z.nullable(z.string()),
  /** Base64, as declared and enforced by S3; `null` where none was declared. */
  sha256: z.nullable(z.string()),
  /** Pixels, for images and video where known. */
  width: z.nullable(z.int()),
  height: z.nullable(z.int()),
  metadata: z.record(z.string(), z.string()),
  checks: z.object({ size: Check, checksum: Check, type: Check, malware: Check }),
  /** Why the file was refused or is held. */
  reasons: z.array(Reason),
  /** What was seen and let pass. */
  warnings: z.array(Remark),
  createdAt: z.iso.datetime(),
  uploadedAt: z.nullable(z.iso.datetime()),
  verifiedAt: z.nullable(z.iso.datetime()),
  /** When it will be deleted by itself, give or take a sweep; `null` where it is kept until somebody deletes it. */
  expiresAt: z.nullable(z.iso.datetime()),
  revision: z.int(),
});

/** What the client must set itself. Content-Length is signed too, and every HTTP client sets it. */
const Headers = z.record(z.string(), z.string());

const Upload = z.object({
  id: z.string(),
  file: File,
  /** `null` where no bytes are awaited any more: the upload that an Idempotency-Key stands for has gone on. */
  upload: z.nullable(
    z.discriminatedUnion('method', [
      z.object({ method: z.literal('put'), url: z.url(), headers: Headers, expiresAt: z.iso.datetime() }),
      z.object({
        method: z.literal('post'),
        url: z.url(),
        /** Of the form (multipart/form-data), before the field `file`. */
        fields: z.record(z.string(), z.string()),
        expiresAt: z.iso.datetime(),
      }),
      z.object({
        method: z.literal('multipart'),
        /** Every part has `sizeBytes`, but the last has what remains. */
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
      /** Exact length: S3 refuses any other. */
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
  /** Stands for the grant in paths. */
  id: z.string(),
  /** `user:…` or `group:…`. */
  subject: z.string(),
  createdAt: z.iso.datetime(),
});

const GrantList = z.object({ items: z.array(Grant) });

const ReadUrl = z.object({ url: z.url(), expiresAt: z.iso.datetime() });

/** Of each file that was asked for: a signed read, or why there is none. */
export const ReadUrls = z.object({
  items: z.array(
    z.union([
      z.object({ id: z.string(), url: z.url(), expiresAt: z.iso.datetime() }),
      z.object({
        id: z.string(),
        /** Of a problem; branch on it. */
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
  /** `null` where there is no limit. */
  maxDownloads: z.nullable(z.int()),
  downloads: z.int(),
  hasPassword: z.boolean(),
  lastUsedAt: z.nullable(z.iso.datetime()),
});

/** The link is told here and never again. */
const CreatedShare = z.extend(Share, { url: z.url() });

const ShareList = z.object({ items: z.array(Share) });

/** What a link opens. */
const SharedFile = z.object({
  /** `null` where the link has a password: who does not know it is not told. */
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
  /** Files that came later stay. */
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
    /** How long a signed write lives. */
    uploadExpiresInSeconds: z.int(),
    /** How long a signed part lives. */
    partExpiresInSeconds: z.int(),
    /** How long an upload may be renewed, and its parts signed. */
    uploadLifeSeconds: z.int(),
    /** How long a signed read lives. */
    readExpiresInSeconds: z.int(),
    /** For each owner; `null` where there is no limit. */
    maxFiles: z.nullable(z.int()),
    maxBytes: z.nullable(z.int()),
    maxPendingUploads: z.nullable(z.int()),
    /** How long files are kept, and the longest that may be asked for; `null`: for good. */
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
  /** How many more fields were wrong than `errors` names. */
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
