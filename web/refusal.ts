import type { Reason, StoredFile } from '../client/index.js';
import { aType } from './type-name.js';

/** Why a file was refused, in words for the person who sent it. */
export interface Refusal {
  readonly title: string;
  /** What the checker saw, and where in the file. */
  readonly findings: readonly { readonly what: string; readonly where: string | undefined }[];
  readonly advice: string;
}

interface Words {
  readonly title: (file: StoredFile) => string;
  readonly advice: string;
}

const doNotOpen = 'If somebody sent it to you, do not open it.';
const exportAgain = 'Open it in the program that made it, export it again, and send the new file.';
const sendAgain = 'Send the file again; if it happens twice, it may be damaged on your side.';

const disguise = ({ detectedType, contentType }: StoredFile): string | undefined =>
  detectedType && detectedType !== contentType
    ? `This is ${aType(detectedType)}, not ${aType(contentType)}`
    : undefined;

const plain = (title: string) => () => title;

/** By the code of the finding, the gravest first: the first that a file has gives its title and advice. */
const words: Readonly<Record<string, Words>> = {
  'executable-content': {
    title: (file) => disguise(file) ?? 'Programs and scripts are not accepted',
    advice: `Programs are not accepted under any name. ${doNotOpen}`,
  },
  'active-markup': {
    title: (file) => disguise(file) ?? 'Web pages are not accepted',
    advice: 'A browser would run what is in it. Send a PDF or a picture of it instead.',
  },
  'macro-document': {
    title: plain('The document carries macros'),
    advice: 'Save it without macros (as .docx, .xlsx or .pptx) and send that.',
  },
  'svg-active': {
    title: plain('The drawing can run code'),
    advice: 'Export it as plain SVG, without scripts and links, or as a PNG image.',
  },
  'guest-inside': {
    title: plain('There is a second file hidden inside'),
    advice: `${exportAgain} ${doNotOpen}`,
  },
  'guest-trailing': {
    title: plain('There is a second file hidden behind the end'),
    advice: `${exportAgain} ${doNotOpen}`,
  },
  'type-mismatch': {
    title: (file) => disguise(file) ?? 'The file is not what its name says',
    advice: `If only the name is wrong, give the file its real ending and send it again. ${doNotOpen}`,
  },
  'size-mismatch': { title: plain('The file did not arrive whole'), advice: sendAgain },
  'checksum-mismatch': { title: plain('The bytes changed on their way'), advice: sendAgain },
  truncated: { title: plain('The file ends too early'), advice: sendAgain },
  'empty-file': { title: plain('The file is empty'), advice: 'Choose the file again once it has content.' },
  'type-unknown': {
    title: plain('Nobody can tell what this file is'),
    advice: 'Send it in one of the accepted formats.',
  },
  'type-not-allowed': {
    title: ({ detectedType, contentType }) =>
      `The service does not take ${aType(detectedType ?? contentType)}`,
    advice: 'Convert it to one of the accepted formats.',
  },
  'extension-blocked': {
    title: plain('The name has an ending that computers would run'),
    advice: 'Give the file the ending of what it really is.',
  },
  'pixels-exceeded': { title: plain('The picture is too large'), advice: 'Scale it down and send it again.' },
  'archive-expansion': {
    title: plain('The archive would unpack to far too much'),
    advice: 'Send the files in it one by one.',
  },
  'archive-nested': {
    title: plain('The archive holds another archive'),
    advice: 'Unpack the inner archive and send its files.',
  },
  'encrypted-content': {
    title: plain('The file is encrypted and cannot be checked'),
    advice: 'Send it without a password.',
  },
};

const other: Words = { title: plain('The file did not pass the check'), advice: exportAgain };

/** These already say that the type is not accepted. */
const sayTheType = ['executable-content', 'active-markup', 'macro-document'];

export function refusalOf(file: StoredFile): Refusal {
  const codes = new Set(file.reasons.map(({ code }) => code));
  const { title, advice } = Object.entries(words).find(([code]) => codes.has(code))?.[1] ?? other;
  const told = file.reasons.filter(
    ({ code }) => code !== 'type-not-allowed' || !sayTheType.some((graver) => codes.has(graver)),
  );
  return { title: title(file), advice, findings: byPlace(told, file.sizeBytes) };
}

/** What was found at one place is told together. */
function byPlace(reasons: readonly Reason[], sizeBytes: number): Refusal['findings'] {
  const places = new Map<string | undefined, string[]>();
  for (const reason of reasons) {
    const where = place(reason, sizeBytes);
    places.set(where, [...(places.get(where) ?? []), sentence(reason.message)]);
  }
  return [...places].map(([where, sentences]) => ({ what: sentences.join(' '), where }));
}

/** What was seen and let pass, as sentences. */
export function remarksOf({ warnings }: StoredFile): readonly string[] {
  return warnings.map(({ message }) => sentence(message));
}

function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1) + (/[.!?]$/.test(message) ? '' : '.');
}

function place({ offset }: Reason, sizeBytes: number): string | undefined {
  if (offset === undefined) return undefined;
  if (offset === 0) return 'At the very start of the file';
  return `At byte ${offset.toLocaleString('en')} of ${sizeBytes.toLocaleString('en')}`;
}
