/** One element of EBML (RFC 8794, sections 4 to 6): an ID, a size, so many bytes. */
export interface EbmlElement {
  readonly id: number;
  /** Where its content begins. */
  readonly start: number;
  /** Behind its content; undefined when its size is "unknown", as live recorders write it. */
  readonly end: number | undefined;
}

/** The element whose ID stands at `at`; offsets count from `base`. undefined when those bytes are none. */
export function ebmlElement(b: Buffer, at: number, base = 0): EbmlElement | undefined {
  const idBytes = vintBytes(b[at]);
  if (idBytes === 0 || idBytes > 4) return undefined;
  const sizeAt = at + idBytes;
  const sizeBytes = vintBytes(b[sizeAt]);
  if (sizeBytes === 0 || sizeAt + sizeBytes > b.length) return undefined;
  let id = 0;
  for (let i = at; i < sizeAt; i++) id = id * 256 + (b[i] as number);
  let size = (b[sizeAt] as number) & (0xff >> sizeBytes);
  let isUnknown = size === 0xff >> sizeBytes;
  for (let i = sizeAt + 1; i < sizeAt + sizeBytes; i++) {
    size = size * 256 + (b[i] as number);
    isUnknown &&= b[i] === 0xff;
  }
  const start = base + sizeAt + sizeBytes;
  return { id, start, end: isUnknown ? undefined : start + size };
}

/** Length of a variable-size integer by its first byte; 0 if it is none. */
const vintBytes = (first: number | undefined): number => (first ? Math.clz32(first) - 23 : 0);

/** Unused room, and a checksum: elements that may stand anywhere (RFC 8794, 11.3). */
export const voidId = 0xec;
export const crcId = 0xbf;
