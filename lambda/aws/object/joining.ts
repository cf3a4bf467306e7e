import type { Joining } from '../../core/upload/complete-upload.js';

/** S3 may need minutes to join many parts; the gateway times out after 30 seconds. */
export const joinBudgetMs = 20_000;

/**
 * The meaning of a failed request to join (API reference, "CompleteMultipartUpload"; an error may be in a 200
 * response).
 */
export function joiningAfter(error: unknown): Joining {
  switch (error instanceof Error ? error.name : '') {
    case 'InvalidPart':
    case 'InvalidPartOrder':
    case 'BadDigest':
      return 'parts-changed';
    // A concurrent request has joined it, or is joining it; or there is no answer in time.
    case 'NoSuchUpload':
    case 'PreconditionFailed':
    case 'ConditionalRequestConflict':
    case 'AbortError':
    case 'TimeoutError':
    case 'InternalError':
    case 'SlowDown':
    case 'ServiceUnavailable':
      return 'unknown';
    default:
      throw error;
  }
}

/** The response, or undefined if S3 returns the named error. */
export async function ignoreError<Answer>(
  name: string,
  request: Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof Error && error.name === name) return undefined;
    throw error;
  }
}
