import type { ScanWord, Snapshot } from '../model/snapshot.js';

const gravities: Readonly<Record<ScanWord, number>> = { FAILED: 1, NO_THREATS_FOUND: 2, THREATS_FOUND: 3 };

/** Of all processed scan results of a version, the worst wins, in any order. */
export function* theGravestWordStands({ records, scanned }: Snapshot): Generator<string> {
  if (!scanned) return;
  for (const { id, key, status, version, checks, decision } of records) {
    if (status !== 'verified' && status !== 'held') continue;
    const words = scanned.get(`${key}#${version?.versionId ?? ''}`) ?? [];
    const gravest = Math.max(0, ...[...words].map((word) => gravities[word]));
    if (gravest === gravities.THREATS_FOUND) yield `${id} is ${status}, and was found to be a threat`;
    // What an administrator has released stays as it was decided, but for a threat.
    if (gravest === gravities.NO_THREATS_FOUND && checks.malware !== 'passed' && !decision)
      yield `${id} was found clean, and its scan is ${checks.malware}`;
    if (gravest < gravities.NO_THREATS_FOUND && status === 'verified' && !decision)
      yield `${id} is verified, and nobody found it clean`;
  }
}
