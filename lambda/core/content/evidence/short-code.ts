/** Statements of PHP; instructions of XML have other names. */
const statements = new Set(
  (
    'abstract class const declare die do echo eval exit final for foreach function global goto if include ' +
    'include_once namespace print require require_once return static switch throw try use while'
  ).split(' '),
);
const longestName = 64;
const mostParts = 8;
const mostSigns = 4;
const mostBlanks = 8;

const isOneOf = (characters: string) => {
  const table = new Uint8Array(256);
  for (const byte of Buffer.from(characters)) table[byte] = 1;
  return (byte = 0): boolean => table[byte] === 1;
};
const isSign = isOneOf('@!(');
const isBlank = isOneOf(' \t\r\n\v\f');
const isWord = isOneOf('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_');
/** Most of what follows a mark by chance begins no code. */
const begins = isOneOf('@!($`/\\_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ');
/** What stands behind a statement. */
const isOfStatement = isOneOf(' \t\r\n(\'"`$;{@/');
const [dollar, backtick, slash, star, backslash, colon, open, equals] = [
  0x24, 0x60, 0x2f, 0x2a, 0x5c, 0x3a, 0x28, 0x3d,
];

function skip(b: Buffer, from: number, most: number, holds: (byte: number | undefined) => boolean): number {
  let at = from;
  while (at < from + most && holds(b[at])) at++;
  return at;
}

/**
 * Is it code of PHP that stands right behind `<?`, as short tags allow (php.ini, `short_open_tag`)? A variable, a
 * command, a comment, a call or a statement: names of XML's instructions have none of these behind them.
 */
export function isShortCode(b: Buffer, from: number): boolean {
  if (!begins(b[from])) return false;
  const at = skip(b, from, mostSigns, isSign);
  if (b[at] === dollar) return isWord(b[at + 1]) || b[at + 1] === dollar || b[at + 1] === 0x7b;
  if (b[at] === slash) return b[at + 1] === slash || b[at + 1] === star;
  return b[at] === backtick || isCallOrStatement(b, at);
}

function isCallOrStatement(b: Buffer, from: number): boolean {
  let at = b[from] === backslash ? from + 1 : from;
  const start = at;
  for (let parts = 0; parts < mostParts; parts++) {
    at = skip(b, at, longestName, isWord);
    if (b[at] === backslash) at++;
    else if (b[at] === colon && b[at + 1] === colon) at += 2;
    else break;
  }
  if (at === start) return false;
  const behind = skip(b, at, mostBlanks, isBlank);
  if (b[behind] === open) return true;
  // `<?include ="x"?>` would be an instruction.
  return (
    isOfStatement(b[at]) &&
    b[behind] !== equals &&
    statements.has(b.toString('latin1', start, at).toLowerCase())
  );
}
