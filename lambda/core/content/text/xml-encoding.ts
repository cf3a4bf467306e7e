/** Encodings in which a tag can be written without the bytes of a tag. */
const hiding = /^(?:utf-?7|utf-?32|iso-2022|hz-gb|ebcdic|ibm|cp0?37)/i;
/** IBM's encodings of DOS and Windows have the letters of ASCII. */
const plain = /^ibm-?(?:437|7\d\d|8[5-7]\d|9\d\d|12\d\d)$/i;

/** The encoding that XML declares, if tags could be hidden in it from those who read another one. */
export function hidingEncoding(xml: string): string | undefined {
  const encoding = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([^"']*)["']/.exec(xml.slice(0, 1024))?.[1];
  return encoding !== undefined && hiding.test(encoding) && !plain.test(encoding) ? encoding : undefined;
}
