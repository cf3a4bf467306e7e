import { blockedEnding, type NamePolicy } from '../content/index.js';
import { Problem } from '../problem.js';

/**
 * Refuses a name with an executable extension, whatever the bytes are: a verified image must not reach a reader as a
 * program because of its name. Throws `invalid-request`.
 *
 * @param policy of the deployment: what it accepts, and which extensions it refuses
 * @param before the present name of the file: its extension was accepted and may stay
 */
export function refuseBlockedName(filename: string, policy: NamePolicy, before?: string): void {
  const ending = blockedEnding(filename, policy);
  if (ending === undefined || (before !== undefined && blockedEnding(before, policy) === ending)) return;
  const detail = `names that end in .${ending} are not accepted; expected the ending of what the file is`;
  throw new Problem('invalid-request', `/filename: ${detail}`, [{ pointer: '/filename', detail }]);
}
