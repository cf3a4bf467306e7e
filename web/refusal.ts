import type { Reason, StoredFile } from '../client/index.js';
import { aType } from './type-name.js';

/** Why a file was refused or is held, in words for the person who sent it. */
export interface Refusal {
  readonly title: string;
  /** What the checker saw, and where in the file. */
  readonly findings: readonly { readonly what: string; readonly where: string | undefined }[];
  readonly advice: string;
}

type Title = (file: StoredFile) => string;

const disguise = ({ detectedType, contentType }: StoredFile): string | undefined =>
  detectedType && detectedType !== contentType
    ? `This is ${aType(detectedType)}, not ${aType(contentType)}`
    : undefined;

const plain = (title: string) => () => title;

/** By the code of the finding, the gravest first: the first that a file has gives its title and advice. */
const titles: Readonly<Record<string, Title>> = {
  'malware-found': plain('The malware scan found a threat'),
  'executable-content': (file) => disguise(file) ?? 'Programs and scripts are not accepted',
  'active-markup': (file) => disguise(file) ?? 'Web pages are not accepted',
  'macro-document': plain('The document carries macros'),
  'svg-active': plain('The drawing can run code'),
  'guest-inside': plain('There is a second file hidden inside'),
  'guest-trailing': plain('There is a second file hidden behind the end'),
  'type-mismatch': (file) => disguise(file) ?? 'The file is not what its name says',
  'size-mismatch': plain('The file did not arrive whole'),
  'checksum-mismatch': plain('The bytes changed on their way'),
  truncated: plain('The file ends too early'),
  'empty-file': plain('The file is empty'),
  'type-unknown': plain('Nobody can tell what this file is'),
  'type-not-allowed': ({ detectedType, contentType }) =>
    `The service does not take ${aType(detectedType ?? contentType)}`,
  'extension-blocked': plain('The name has an ending that computers would run'),
  'pixels-exceeded': plain('The picture is too large'),
  'archive-expansion': plain('The archive would unpack to far too much'),
  'archive-nested': plain('The archive holds another archive'),
  'encrypted-content': plain('The file is encrypted and cannot be checked'),
};

const held = 'Nobody can read it until an administrator has looked at it. You can wait, or delete it.';

/** These already say that the type is not accepted. */
const sayTheType = ['executable-content', 'active-markup', 'macro-document'];

export function refusalOf(file: StoredFile): Refusal {
  const codes = new Set(file.reasons.map(({ code }) => code));
  const gravest = Object.keys(titles).find((code) => codes.has(code));
  const reason = file.reasons.find(({ code }) => code === gravest) ?? file.reasons[0];
  const title = titles[gravest ?? '']?.(file) ?? 'The file did not pass the check';
  const told = file.reasons.filter(
    ({ code }) => code !== 'type-not-allowed' || !sayTheType.some((graver) => codes.has(graver)),
  );
  const advice = [file.status === 'held' ? held : undefined, reason?.advice].filter(Boolean).join(' ');
  return { title, advice, findings: byPlace(told, file.sizeBytes) };
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

function place({ offset }: Pick<Reason, 'offset'>, sizeBytes: number): string | undefined {
  if (offset === undefined) return undefined;
  if (offset === 0) return 'At the very start of the file';
  return `At byte ${offset.toLocaleString('en')} of ${sizeBytes.toLocaleString('en')}`;
}
