import type { FileView } from '../reading/file-view.js';
import type { Findings } from '../evidence/finding.js';
import { findGuests, type Guests } from '../evidence/guests.js';
import { readMiddle } from '../evidence/middle.js';
import { isFiller } from '../evidence/padding.js';
import { guestNames, type GuestKind } from '../evidence/signatures.js';
import { saidTypes } from '../type/declared-type.js';
import { unknownType } from '../type/known-types.js';
import { cardType } from './card.js';
import { delimitedType } from './csv.js';
import { decode, type Text } from './decode.js';
import { isDeclaredJson, looksLikeJson } from './json.js';
import { markupType } from './markup.js';
import { scriptType } from './script.js';
import { isMail, structuredType } from './kind/structured-type.js';
import { judgeAttachments } from './kind/mail.js';
import { judgeSvg } from './svg.js';
import type { CheckOptions } from '../verdict.js';

/** The part by which the type is detected; a file that was read completely may be far longer. */
const beginningBytes = 68 * 1024;
/** A prolog of comments may be longer than the head. */
const longPrologBytes = 64 * 1024;
const beforePaddingBytes = 256 * 1024;
/** Binary formats whose readers search for them; HTML and scripts are detected by how a text begins. */
const binaryGuests: readonly GuestKind[] = ['zip', 'rar', '7z', 'elf', 'cab', 'arj', 'pdf'];
/** PDF readers look for the header this far. */
const pdfHeaderWithin = 1024;

/**
 * What matches no binary format: text of some kind, or unknown.
 * @param noGuests kinds whose marks are known to be mere text in this file
 */
export async function examineText(
  file: FileView,
  findings: Findings,
  { declaredType = unknownType, filename }: Pick<CheckOptions, 'declaredType' | 'filename'>,
  noGuests: readonly GuestKind[] = [],
): Promise<{ type: string; aliases?: readonly string[] }> {
  const beginning = file.head.subarray(0, beginningBytes);
  const isWhole = beginning.length === file.sizeBytes;
  const text = decode(beginning, isWhole);
  if (!text) return { type: unknownType };
  await judgeBytes(file, text, findings, noGuests);
  const said = saidTypes(declaredType, filename);
  const type = await classify(file, text, isWhole, said);
  if (type === 'image/svg+xml') await judgeSvg(file, findings);
  // What is called plain text is opened as that.
  if (isMail(type) && (said.length === 0 || said.some(isMail))) judgeAttachments(file, findings);
  return type === structuredType(text.characters) ? { type, aliases: ['text/plain'] } : { type };
}

async function classify(
  file: FileView,
  { characters }: Text,
  isWhole: boolean,
  said: readonly string[],
): Promise<string> {
  const script = scriptType(characters);
  if (script) return script;
  const text = characters.replace(/^[\s\ufeff]+/, '');
  if (text.startsWith('<')) {
    const markup = markupType(await withLongProlog(file, text));
    if (markup) return markup;
  }
  if (looksLikeJson(text, isWhole)) return 'application/json';
  if (said.includes('application/json') && isDeclaredJson(text, isWhole)) return 'application/json';
  return cardType(text) ?? structuredType(characters) ?? delimitedType(characters, isWhole) ?? 'text/plain';
}

async function withLongProlog(file: FileView, text: string): Promise<string> {
  const endsInProlog = /^(<\?|<!)/.test(text) && !/<[A-Za-z]/.test(text);
  if (file.isWhole || !endsInProlog) return text;
  const more = decode(await file.bytes(0, longPrologBytes), false);
  return more ? more.characters.replace(/^[\s\ufeff]+/, '') : text;
}

async function judgeBytes(
  file: FileView,
  text: Text,
  findings: Findings,
  noGuests: readonly GuestKind[],
): Promise<void> {
  await readFurther(file);
  const guests: Guests = new Map();
  for (const { offset, bytes } of file.windows) findGuests(bytes, offset, 0, guests);
  const pdf = guests.get('pdf');
  if (pdf !== undefined && pdf >= pdfHeaderWithin) guests.delete('pdf');
  for (const guest of binaryGuests) {
    const offset = guests.get(guest);
    if (offset !== undefined && !noGuests.includes(guest))
      findings.refuse('guest-inside', offset, guestNames[guest]);
  }
  if (file.isWhole || (text.encoding !== 'utf-8' && text.encoding !== '8-bit')) return;
  for (const { offset, bytes } of file.windows) {
    const nul = bytes.indexOf(0);
    if (nul >= 0) return findings.refuse('text-binary', offset + nul);
  }
}

/** A long text is also sampled in its middle, and before its end if that is only padding. */
async function readFurther(file: FileView): Promise<void> {
  if (file.isWhole) return;
  await readMiddle(file);
  if (!isFiller(file.tail)) return;
  const from = Math.max(file.head.length, file.tailOffset - beforePaddingBytes);
  await file.bytes(from, file.tailOffset - from);
}
