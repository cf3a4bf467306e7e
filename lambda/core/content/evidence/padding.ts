// What writers put after the end: zeros, line ends, spaces, Ctrl-Z of CP/M, erased flash.
const isPadding = new Uint8Array(256);
for (const byte of [0x00, 0x0a, 0x0d, 0x20, 0x1a, 0xff]) isPadding[byte] = 1;

/** How many bytes of padding `bytes` begins with. */
export function leadingPadding(bytes: Uint8Array): number {
  let n = 0;
  while (n < bytes.length && isPadding[bytes[n] as number] === 1) n++;
  return n;
}

export const isAllPadding = (bytes: Uint8Array): boolean => leadingPadding(bytes) === bytes.length;

const runBytes = 512;
const runs = [Buffer.alloc(runBytes), Buffer.alloc(runBytes, 0xff)];

/** Does a run of zeros or ones stand in `bytes`, longer than compressed data ever has one? */
export const hasPaddingRun = (bytes: Buffer): boolean => runs.some((run) => bytes.includes(run));

const fillerBlockBytes = 4 * 1024;
/** One value or two over and over: nothing that a format would store, whatever the values are. */
const fillerValues = 2;

/** Are `bytes` padding, or as empty as padding? */
export function isFiller(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += fillerBlockBytes) {
    const block = bytes.subarray(at, at + fillerBlockBytes);
    if (new Set(block).size > fillerValues && !isAllPadding(block)) return false;
  }
  return true;
}
