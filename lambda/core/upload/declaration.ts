import { acceptedType, canonicalType, emptyTypes } from '../content/index.js';
import { refuseBlockedName } from '../file/filename.js';
import { namePolicyOf } from '../settings/blocked-extensions.js';
import type { DeclaredFile, UploadMethod } from '../file/file.js';
import type { Policy } from '../settings/policy.js';
import { Problem, type ProblemCode } from '../problem.js';

export interface UploadRequest {
  readonly filename: string;
  /** Media type, with parameters and in any case. */
  readonly contentType: string;
  /** Exact; for a form the maximum. */
  readonly sizeBytes: number;
  /** Of a stream, whose size is known when it has ended. Only in parts. */
  readonly sizeIsMaximum?: boolean | undefined;
  /** Base64 or hexadecimal. */
  readonly sha256?: string | undefined;
  /** Base64. */
  readonly crc64nvme?: string | undefined;
  readonly method?: UploadMethod | undefined;
  /** How long the file is kept, from now. */
  readonly expiresInSeconds?: number | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/** Entries of `metadata`. */
export const maxMetadataEntries = 16;

/** S3 user guide, "Uploading objects": a single PUT or form stores up to 5 GiB. */
export const maxSinglePutBytes = 5 * 1024 ** 3;

/**
 * Validates and normalizes the client's declaration. Throws `type-not-allowed`, `file-too-large`,
 * `method-not-suitable`, `invalid-request` or `checksum-not-suitable`.
 */
export function declare(policy: Policy, request: UploadRequest): DeclaredFile {
  const { filename, sizeBytes, sizeIsMaximum = false, sha256, crc64nvme, metadata = {} } = request;
  const expiresInSeconds = retention(policy, request);
  const contentType = withoutParameters(request.contentType);
  const inParts = sizeIsMaximum || sizeBytes > policy.multipartThresholdBytes;
  const method = request.method ?? (inParts ? 'multipart' : 'put');
  // By any of its names: Windows calls a ZIP `application/x-zip-compressed`, and with Excel a CSV a spreadsheet.
  if (acceptedType(policy.allowedTypes, contentType, filename) === undefined) {
    throw refusal(
      'type-not-allowed',
      '/contentType',
      `${contentType} is not among the accepted types; GET /health lists them`,
    );
  }
  refuseBlockedName(filename, namePolicyOf(policy));
  refuseSmall(policy, request, contentType);
  if (sizeBytes > policy.maxSizeBytes) {
    throw refusal(
      'file-too-large',
      '/sizeBytes',
      `${sizeBytes} bytes were declared; the limit is ${policy.maxSizeBytes}`,
    );
  }
  if (method !== 'multipart' && sizeBytes > maxSinglePutBytes) {
    throw refusal(
      'method-not-suitable',
      '/method',
      `S3 takes at most ${maxSinglePutBytes} bytes in one request; use multipart`,
    );
  }
  if (method === 'put' && sizeIsMaximum) {
    const detail = 'S3 stores one PUT only at its exact length; use method multipart, or leave it out';
    throw refusal('method-not-suitable', '/method', detail);
  }
  if (method === 'multipart' && sizeBytes === 0) {
    throw refusal('method-not-suitable', '/method', 'An empty file has no parts; use method put');
  }
  if (method === 'multipart' && sha256) {
    const detail =
      'S3 has no SHA-256 of a whole multipart object; declare crc64nvme instead, or use method put';
    throw refusal('checksum-not-suitable', '/sha256', detail);
  }
  return {
    filename,
    contentType,
    sizeBytes,
    method,
    ...(sizeIsMaximum && method === 'multipart' && { sizeIsMaximum }),
    metadata,
    ...(sha256 && { sha256: inBase64(sha256) }),
    ...(crc64nvme && { crc64nvme }),
    ...(expiresInSeconds !== undefined && { expiresInSeconds }),
  };
}

/** An empty file is one where its type can be empty, and the deployment asks for no byte. */
function refuseSmall(
  { allowedTypes, minSizeBytes = 0 }: Policy,
  { sizeBytes, filename }: UploadRequest,
  contentType: string,
): void {
  if (sizeBytes < minSizeBytes) {
    const detail = `${sizeBytes} bytes were declared; the least that is stored here is ${minSizeBytes}`;
    throw refusal('invalid-request', '/sizeBytes', detail);
  }
  if (sizeBytes > 0) return;
  const accepted = allowedTypes.map(canonicalType);
  if (emptyTypes(contentType, filename).some((type) => accepted.includes(type))) return;
  const detail = `the file is empty, which a file of type ${contentType} cannot be; send it once it has content`;
  throw refusal('invalid-request', '/sizeBytes', detail);
}

/** As the client requests, up to the deployment's retention. */
function retention({ retentionSeconds }: Policy, { expiresInSeconds }: UploadRequest): number | undefined {
  if (expiresInSeconds === undefined || retentionSeconds === undefined)
    return expiresInSeconds ?? retentionSeconds;
  if (expiresInSeconds <= retentionSeconds) return expiresInSeconds;
  throw refusal(
    'invalid-request',
    '/expiresInSeconds',
    `files are kept ${retentionSeconds} seconds here at most; leave it out for that, or ask for less`,
  );
}

function refusal(code: ProblemCode, pointer: string, detail: string): Problem {
  return new Problem(code, detail, [{ pointer, detail }]);
}

/** RFC 9110 section 8.3.1: the type is case-insensitive; what follows the first semicolon are parameters. */
function withoutParameters(contentType: string): string {
  return (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
}

function inBase64(sha256: string): string {
  return sha256.length === 64 ? Buffer.from(sha256, 'hex').toString('base64') : sha256;
}
