import type { ActiveKind } from './active-kinds.js';
import type { FindingCode } from './finding.js';

const doNotOpen = 'If somebody sent it to you, do not open it.';
const exportAgain = 'Open it in the program that made it, export it again, and send the new file.';
const exportClean = `${exportAgain} ${doNotOpen}`;
const sendAgain = 'Send the file again; if it happens twice, it may be damaged on your side.';
const packAgain = 'Unpack the archive and pack its files again, or send them one by one.';

/** By the code of a finding: what the sender can do. Other codes get the general advice. */
const advice: Partial<Record<FindingCode, string>> = {
  'empty-file': 'Choose the file again once it has content.',
  'type-unknown': 'Send it in one of the accepted formats.',
  'format-unproven': `${sendAgain} ${doNotOpen}`,
  'type-mismatch': `If only the name is wrong, give the file its real ending and send it again. ${doNotOpen}`,
  'type-not-allowed': 'Convert it to one of the accepted formats.',
  'executable-content': `Programs are not accepted under any name. ${doNotOpen}`,
  'active-markup': 'A browser would run what is in it. Send a PDF or a picture of it instead.',
  'extension-blocked': 'Give the file the ending of what it really is.',
  'pixels-exceeded': 'Scale it down and send it again.',
  'guest-inside': exportClean,
  'guest-trailing': exportClean,
  truncated: sendAgain,
  protected: 'Send it without a password, if it may be read by whoever can read your files here.',
  'location-contained': 'Remove the location from it, or take it without one, and send it again.',
  'archive-directory': packAgain,
  'archive-prefix': packAgain,
  'archive-overlap': packAgain,
  'archive-gap': packAgain,
  'archive-nameless': packAgain,
  'archive-expansion': 'Send the files in it one by one.',
  'archive-nested': 'Unpack the inner archive and send its files.',
  'svg-active': 'Export it as plain SVG, without scripts and links, or as a PNG image.',
  'svg-too-large': 'Export it as a simpler drawing, or as a PNG image.',
};

const embedAgain =
  'Open it in the program that made it, embed what is linked or remove the links, and save it again.';
const withoutScripts = 'Save or print it as a PDF without scripts and forms, and send that.';

/** The same for active content, by its kind. */
const activeAdvice: Partial<Record<ActiveKind, string>> = {
  macro: 'Save it without macros (as .docx, .xlsx, .pptx or OpenDocument) and send that.',
  script: withoutScripts,
  'form-script': withoutScripts,
  'form-submission': withoutScripts,
  xfa: withoutScripts,
  launch: `Remove the link to a program and save it again. ${doNotOpen}`,
  program: `Remove the embedded program and save it again. ${doNotOpen}`,
  control: 'Remove its controls (ActiveX) and save it again.',
  object: `Remove the embedded object and save it again. ${doNotOpen}`,
  dde: `Replace its DDE links by their values and save it again. ${doNotOpen}`,
  'external-template': 'Attach the template Normal.dotm (or none) and save it again.',
  'external-object': embedAgain,
  'external-content': embedAgain,
  entity: 'Replace its entities by what they stand for and save it again.',
  stylesheet: 'Remove the link to a style sheet and save it again.',
};

/** What of a finding, or of a reason on a record, its advice depends on. */
export interface AdvisedFinding {
  /** Which finding it is. */
  readonly code: string;
  /** Of `active-content`: which kind. @default the advice on the code */
  readonly what?: string;
}

/**
 * Says what the sender of a file can do about a finding.
 *
 * @param finding its code, and the kind of active content
 * @returns a sentence or two for a person; they may be reworded
 * @example
 * import { adviceOnFinding } from 'waybill/content';
 *
 * const advice = adviceOnFinding({ code: 'active-content', what: 'macro' });
 */
export function adviceOnFinding({ code, what = '' }: AdvisedFinding): string {
  const ofKind = Object.hasOwn(activeAdvice, what) ? activeAdvice[what as ActiveKind] : undefined;
  return ofKind ?? (Object.hasOwn(advice, code) ? advice[code as FindingCode] : undefined) ?? exportAgain;
}
