import * as z from 'zod/mini';

const Check = z.enum(['pending', 'passed', 'failed', 'skipped']);

const Reason = z.object({
  /** Stable; branch on it. */
  code: z.string(),
  message: z.string(),
  /** Byte offset in the file, where what was found has one. */
  offset: z.optional(z.int()),
});

export const File = z.object({
  id: z.string(),
  filename: z.string(),
  status: z.enum(['pending', 'uploaded', 'verified', 'rejected']),
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
  checks: z.object({ size: Check, checksum: Check, type: Check }),
  /** Why the file was refused. */
  reasons: z.array(Reason),
  /** What was seen and let pass. */
  warnings: z.array(Reason),
  createdAt: z.iso.datetime(),
  uploadedAt: z.nullable(z.iso.datetime()),
  verifiedAt: z.nullable(z.iso.datetime()),
  revision: z.int(),
});

export const Upload = z.object({
  id: z.string(),
  file: File,
  upload: z.object({
    method: z.literal('put'),
    url: z.url(),
    /** What the client must set itself. Content-Length is signed too, and every HTTP client sets it. */
    headers: z.record(z.string(), z.string()),
    expiresAt: z.iso.datetime(),
  }),
});

export const FileList = z.object({
  items: z.array(File),
  /** Pass it as `cursor` for the next page; `null` at the end. */
  nextCursor: z.nullable(z.string()),
});

export const ReadUrl = z.object({ url: z.url(), expiresAt: z.iso.datetime() });

export const Health = z.object({
  status: z.literal('ok'),
  limits: z.object({
    maxSizeBytes: z.int(),
    allowedTypes: z.array(z.string()),
    /** How long a signed write lives. */
    uploadExpiresInSeconds: z.int(),
    /** How long a signed read lives. */
    readExpiresInSeconds: z.int(),
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
});

const ProblemType = z.object({ code: z.string(), title: z.string(), status: z.int() });

export const answers = { File, Upload, FileList, ReadUrl, Health, OpenApi, ProblemType } as const;

export type AnswerName = keyof typeof answers;
export type Answer<Name extends AnswerName> = z.output<(typeof answers)[Name]>;
