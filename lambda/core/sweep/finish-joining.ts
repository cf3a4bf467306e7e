import { completeUpload, type CompleteUploadPorts } from '../upload/complete-upload.js';
import { Problem } from '../problem.js';

/**
 * Repeats a completion that its client did not finish. A problem is not a failure: the file has changed, or waits for
 * its client again.
 */
export async function finishJoining(
  ports: CompleteUploadPorts,
  id: string,
): Promise<'asked' | Problem['code']> {
  const file = await ports.files.get(id);
  if (file?.status !== 'completing') return 'upload-finished';
  try {
    await completeUpload(ports, { owner: file.owner, groups: [], permissions: [] }, id);
    return 'asked';
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}
