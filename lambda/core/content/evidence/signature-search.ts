import type { Signature } from './signatures.js';

const lower = (code: number): number => (code >= 0x41 && code <= 0x5a ? code + 0x20 : code);
const upper = (code: number): number => (code >= 0x61 && code <= 0x7a ? code - 0x20 : code);

/** A mark as bytes, small letters where the case doesn't matter. */
interface Mark {
  readonly signature: Signature;
  readonly bytes: readonly number[];
}

/** The marks that begin with the same two bytes. */
interface Group {
  readonly start: Buffer;
  readonly marks: Mark[];
}

/**
 * Finds any of many marks. `indexOf` runs in native code at tens of GB/s and two bytes seldom stop it, so there is
 * one run for each pair of first bytes: for 64 KiB about a third of the time of one automaton in JavaScript.
 */
export class SignatureSearch {
  private readonly groups: Group[] = [];

  /** @param signatures whose marks begin with a character that has no case, where the case doesn't matter */
  constructor(signatures: readonly Signature[]) {
    for (const signature of signatures) {
      const codes = Array.from(signature.mark, (c) => c.charCodeAt(0));
      const bytes = signature.anyCase ? codes.map(lower) : codes;
      const [first = 0, second = 0] = bytes;
      for (const variant of new Set([second, signature.anyCase ? upper(second) : second])) {
        this.groupOf(Buffer.from([first, variant])).marks.push({ signature, bytes });
      }
    }
  }

  /** Calls `found` for each confirmed mark from `from` on. */
  run(b: Buffer, from: number, found: (signature: Signature, at: number) => void): void {
    for (const { start, marks } of this.groups) {
      for (let at = b.indexOf(start, from); at >= 0; at = b.indexOf(start, at + 1)) {
        for (const mark of marks) {
          if (matches(b, at, mark) && (mark.signature.confirm?.(b, at) ?? true)) found(mark.signature, at);
        }
      }
    }
  }

  private groupOf(start: Buffer): Group {
    const known = this.groups.find((group) => group.start.equals(start));
    if (known) return known;
    const group: Group = { start, marks: [] };
    this.groups.push(group);
    return group;
  }
}

function matches(b: Buffer, at: number, { signature: { anyCase = false }, bytes }: Mark): boolean {
  if (at + bytes.length > b.length) return false;
  for (let i = 2; i < bytes.length; i++) {
    const byte = b[at + i] as number;
    if ((anyCase ? lower(byte) : byte) !== bytes[i]) return false;
  }
  return true;
}
