/** Characters that mean something in a PDF (ISO 32000-1, 7.2.2). */
export const code = {
  nul: 0x00,
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  space: 0x20,
  hash: 0x23,
  percent: 0x25,
  open: 0x28,
  close: 0x29,
  less: 0x3c,
  more: 0x3e,
  backslash: 0x5c,
  o: 0x6f,
  s: 0x73,
};
export const isBlank = (c: number | undefined): boolean =>
  c === code.space || c === code.nul || (c !== undefined && c >= 0x09 && c <= code.carriageReturn);
/** Bytes that may begin something else than a plain character of a token. */
export const isMark = new Uint8Array(256);
for (const c of [code.hash, code.percent, code.open, code.less, code.o, code.s]) isMark[c] = 1;

/** The value of a hexadecimal digit, or -1. */
export function digit(c: number | undefined = 0): number {
  if (c >= 0x30 && c <= 0x39) return c - 0x30;
  const letter = c | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1;
}
