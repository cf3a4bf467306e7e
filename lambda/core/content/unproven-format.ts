import { Findings } from './evidence/finding.js';
import type { FormatFamily } from './evidence/format.js';
import { findGuests, type Guests } from './evidence/guests.js';
import { unknownType } from './type/known-types.js';
import { guestNames, type GuestKind } from './evidence/signatures.js';
import type { Judged } from './policy.js';
import type { FileView } from './reading/file-view.js';
import { examineText } from './text/text-file.js';
import type { CheckOptions } from './verdict.js';

/** A file with the first bytes of a format, and nothing more of it. */
export interface Unproven {
  readonly file: FileView;
  readonly family: FormatFamily;
  /** What the first bytes name. */
  readonly type: string;
  /** What the family said of it. */
  readonly seen: Findings;
  /** The first bytes name nothing: they were only worth a look. */
  readonly isGuess: boolean;
}

/**
 * A mark proves nothing: prose may begin with the letters of one, and so may whatever would pass for a picture. Such a
 * file is text, if it is text throughout and no program finds a format of its own in it, and else of no known type.
 */
export async function examineUnproven(
  { file, family, type, seen, isGuess }: Unproven,
  findings: Findings,
  options: CheckOptions,
): Promise<Judged> {
  const ofText = new Findings(file.sizeBytes);
  // Without an object there is no document, wherever its mark stands, if all of it was seen.
  const noGuests: GuestKind[] = family.name === 'pdf' && file.isWhole ? ['pdf'] : [];
  const text = await examineText(file, ofText, options, noGuests);
  if (text.type !== unknownType) {
    findings.addAll(ofText);
    const guests: Guests = new Map();
    for (const { offset, bytes } of file.windows) findGuests(bytes, offset, 0, guests);
    for (const [guest, offset] of guests)
      if (!noGuests.includes(guest)) findings.refuse('guest-inside', offset, guestNames[guest]);
    return { type: text.type, aliases: [] };
  }
  findings.addAll(seen);
  if (!isGuess)
    findings.refuse('format-unproven', 0, `it begins as ${type} does, but ${family.unit} is not found in it`);
  return { type: unknownType, aliases: [] };
}
