import { blockedEnding } from '../content/index.js';
import { Problem } from '../problem.js';

/**
 * Refuses a name that makes a program run what is in the file, whatever its bytes are: a picture that was verified must
 * not reach a reader as a program by its name. Throws `invalid-request`.
 *
 * @param allowedTypes what the deployment accepts
 * @param before the name that the file has: an ending that was accepted with it may stay
 */
export function refuseBlockedName(filename: string, allowedTypes: readonly string[], before?: string): void {
  const ending = blockedEnding(filename, { allowedTypes });
  if (ending === undefined || (before !== undefined && blockedEnding(before, { allowedTypes }) === ending))
    return;
  const detail = `names that end in .${ending} are not accepted; expected the ending of what the file is`;
  throw new Problem('invalid-request', `/filename: ${detail}`, [{ pointer: '/filename', detail }]);
}
