import { blockedEnding } from '../content/index.js';
import { Problem } from '../problem.js';

/**
 * Refuses a name with an executable extension, whatever the bytes are: a verified image must not reach a reader as a
 * program because of its name. Throws `invalid-request`.
 *
 * @param allowedTypes types that the deployment accepts
 * @param before the present name of the file: its extension was accepted and may stay
 */
export function refuseBlockedName(filename: string, allowedTypes: readonly string[], before?: string): void {
  const ending = blockedEnding(filename, { allowedTypes });
  if (ending === undefined || (before !== undefined && blockedEnding(before, { allowedTypes }) === ending))
    return;
  const detail = `names that end in .${ending} are not accepted; expected the ending of what the file is`;
  throw new Problem('invalid-request', `/filename: ${detail}`, [{ pointer: '/filename', detail }]);
}
