import type { Signature } from './signatures.js';

const lower = (code: number): number => (code >= 0x41 && code <= 0x5a ? code + 0x20 : code);
const upper = (code: number): number => (code >= 0x61 && code <= 0x7a ? code - 0x20 : code);

/** A mark as bytes, small letters where the case doesn't matter. */
interface Mark {
  readonly signature: Signature;
  readonly bytes: readonly number[];
}

/** The marks that begin with the same two bytes, or, where many share the first one, with that. */
interface Group {
  readonly start: Buffer;
  readonly marks: Mark[];
  /** By second byte, the marks that have it; without, all have the second byte of `start`. */
  readonly bySecond?: readonly Mark[][];
}

/** From so many pairs on, one run for their first byte is quicker than one for each of them. */
const manyPairs = 4;

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
    this.joinPairs();
  }

  /**
   * Calls `onFound` for the first confirmed mark of each kind from `from` on, and perhaps for others.
   * @param base where `b` stands in its file
   */
  run(b: Buffer, from: number, onFound: (signature: Signature, at: number) => void, base = 0): void {
    for (const group of this.groups) {
      // Of each kind the first one counts, however many follow.
      const left = new Set(group.marks.map(({ signature }) => signature.guest));
      const confirms = new Map<Signature, (at: number) => boolean>();
      const isConfirmed = (signature: Signature, at: number): boolean => {
        const { confirm, confirmIn } = signature;
        if (!confirmIn) return confirm?.(b, at, base + at) ?? true;
        let known = confirms.get(signature);
        if (!known) confirms.set(signature, (known = confirmIn(b)));
        return known(at);
      };
      const { start, marks, bySecond } = group;
      for (let at = next(b, start, from); at >= 0 && left.size > 0; at = next(b, start, at + 1)) {
        const candidates = bySecond ? bySecond[b[at + 1] ?? 0] : marks;
        for (const mark of candidates ?? []) {
          const { signature } = mark;
          if (!left.has(signature.guest) || !matches(b, at, mark) || !isConfirmed(signature, at)) continue;
          onFound(signature, at);
          left.delete(signature.guest);
        }
      }
    }
  }

  private joinPairs(): void {
    for (const first of new Set(this.groups.map(({ start }) => start[0] as number))) {
      const pairs = this.groups.filter(({ start }) => start[0] === first);
      if (pairs.length < manyPairs) continue;
      for (const pair of pairs) this.groups.splice(this.groups.indexOf(pair), 1);
      const bySecond = Array.from({ length: 256 }, (): Mark[] => []);
      for (const { start, marks } of pairs) bySecond[start[1] as number] = marks;
      this.groups.push({ start: Buffer.from([first]), marks: pairs.flatMap(({ marks }) => marks), bySecond });
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

/** A call into native code takes as long as a look at so many bytes: where marks stand close by, none is made. */
const nearBytes = 48;

/** Where the bytes of `start`, one or two, stand next, from `from` on; -1 if nowhere. */
function next(b: Buffer, start: Buffer, from: number): number {
  const first = start[0];
  const second = start[1];
  const near = Math.min(from + nearBytes, b.length);
  for (let at = from; at < near; at++)
    if (b[at] === first && (second === undefined || b[at + 1] === second)) return at;
  return near >= b.length ? -1 : b.indexOf(start, near);
}

/** The first two bytes are known to match. */
function matches(b: Buffer, at: number, { signature: { anyCase = false }, bytes }: Mark): boolean {
  if (at + bytes.length > b.length) return false;
  for (let i = 2; i < bytes.length; i++) {
    const byte = b[at + i] as number;
    if ((anyCase ? lower(byte) : byte) !== bytes[i]) return false;
  }
  return true;
}
