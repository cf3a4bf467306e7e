/** Of escapes in a string in brackets (ISO 32000-1, table 3); a line end behind a backslash is none. */
const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '\n': '',
  '\r': '',
};

/** ISO 32000-1, 7.3.4 and 7.9.2: a string in brackets with escapes or in digits, in UTF-16 where it begins so. */
export function stringOf(literal = '', hex = ''): string {
  const bytes = hex
    ? Buffer.from(hex.replace(/[^\da-f]/gi, ''), 'hex')
    : Buffer.from(literal.replace(/\\([0-7]{1,3}|\r\n|[\s\S])/g, unescaped), 'latin1');
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  return bytes.toString('latin1');
}

function unescaped(_: string, escaped: string): string {
  if (/^[0-7]/.test(escaped)) return String.fromCharCode(parseInt(escaped, 8) & 0xff);
  return escaped === '\r\n' ? '' : (escapes[escaped] ?? escaped);
}
