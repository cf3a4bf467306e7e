/**
 * Files with the first bytes of one format and the body of something else: noise, prose, or another format. None of
 * them may be verified as the format whose first bytes it has.
 */
import { checkContent, canonicalType } from '../../lambda/core/content/index.js';
import { cleanFiles, fixture } from '../fixtures/clean-files.js';
import type { Mark } from './mark.js';
import { marks } from './marks.js';
import { Random } from './random.js';
import { WatchedFile } from './watched-file.js';

const words =
  'the quick brown fox jumps over a lazy dog, and then (as of old) it said: "No!" — 12 3 4.5 ; it & they';

const lengths = [16, 60, 300, 2_000, 9_000, 70_000, 120_000];

function noise(random: Random, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; at += 4)
    bytes.writeInt32LE(random.below(0x1_0000_0000) | 0, Math.min(at, length - 4));
  return bytes;
}

function prose(random: Random, length: number): Buffer {
  const all = words.split(' ');
  let text = '';
  while (text.length < length)
    text += random.of(all) + random.of([' ', ' ', ' ', ' ', ' ', '\n', '\r\n', '\t']);
  return Buffer.from(text.slice(0, length));
}

/** The body of another format, without its first bytes or with them. */
function foreign(random: Random, family: string): Buffer {
  for (;;) {
    const other = random.of(cleanFiles);
    if (familyOf(other.type) === family) continue;
    const bytes = fixture(other.file);
    // Raw photos: what stands behind their first bytes is a TIFF.
    if (family === 'tiff' && /^(?:II|MM)/.test(bytes.toString('latin1', 0, 2))) continue;
    const body = bytes.subarray(random.of([0, 4, 8, 12, 64]));
    // Zeros are valid pixels, lengths and counts of much: what begins with them may be the format.
    if (body.some((byte) => byte !== 0) && body[0] !== 0) return body;
  }
}

/** Of types that share a family by their mark: the family's name. */
function familyOf(type: string): string {
  return marks.find((mark) => mark.types.includes(canonicalType(type)))?.family ?? type;
}

export interface ForeignCase {
  readonly mark: Mark;
  readonly bytes: Buffer;
  readonly name: string;
}

export function foreignCase(mark: Mark, seed: number): ForeignCase {
  const random = new Random(seed * 7919 + marks.indexOf(mark));
  const kind = random.of(['noise', 'noise', 'prose', 'prose', 'foreign'] as const);
  const length = random.of(lengths);
  const body =
    kind === 'noise'
      ? noise(random, length)
      : kind === 'prose'
        ? prose(random, length)
        : foreign(random, mark.family);
  const bytes = mark.before(body, random);
  return { mark, bytes, name: `${mark.family} ${seed}: ${mark.name} before ${kind}, ${bytes.length} bytes` };
}

/** The finding of this case, in words; `undefined` when the file was refused or is something else. */
export async function verifiedWrongly({ mark, bytes, name }: ForeignCase): Promise<string | undefined> {
  const file = new WatchedFile(bytes);
  const declaredType = mark.types[0] as string;
  const verdict = await checkContent(file, { declaredType, allowedTypes: mark.types });
  return verdict.verdict === 'accept'
    ? `${name} is accepted as ${verdict.detectedType}: ${verdict.findings.map(({ code }) => code).join(', ')}`
    : undefined;
}
