import { Problem } from '../core/problem.js';

/** RFC 8259 section 9 allows a limit on the depth; no body of this API needs more. */
const maxDepth = 16;

const malformed = (detail: string) => new Problem('malformed-json', detail);

/**
 * @param text without a byte order mark
 * @throws Problem `malformed-json`, also where readers would differ: JSON that nests too deep, or has a name twice in one
 * object (RFC 8259 section 4: "behavior is unpredictable")
 */
export function fromJson(text: string): unknown {
  const { deepest, twice } = shapeOf(text);
  if (deepest > maxDepth) throw malformed(`The body nests more than ${maxDepth} levels deep`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed('The body is not valid JSON (RFC 8259); expected an object');
  }
  if (twice !== undefined)
    throw malformed(`The body has ${twice} twice in one object; expected each name once`);
  return value;
}

interface Shape {
  readonly deepest: number;
  /** The first name that its object has already, as it is written. */
  readonly twice: string | undefined;
}

/** One pass over any text, JSON or not: a string that does not end is read once too. */
function shapeOf(text: string): Shape {
  let deepest = 0;
  let twice: string | undefined;
  /** The names of each open object; of an array, nothing. */
  const open: (Set<string> | undefined)[] = [];
  for (const { 0: token, 1: colon } of text.matchAll(/"(?:[^"\\]|\\.?)*(?:"\s*(:)?|$)|[[\]{}]/gs)) {
    if (token === '{' || token === '[') {
      open.push(token === '{' ? new Set() : undefined);
      deepest = Math.max(deepest, open.length);
    } else if (token === '}' || token === ']') open.pop();
    else if (colon) {
      const written = token.slice(0, token.lastIndexOf('"') + 1);
      const name = unescaped(written);
      const names = open.at(-1);
      if (names?.has(name)) twice ??= written;
      names?.add(name);
    }
  }
  return { deepest, twice };
}

/** `"\u0061"` is the name `"a"`. */
function unescaped(written: string): string {
  if (!written.includes('\\')) return written;
  try {
    return JSON.stringify(JSON.parse(written));
  } catch {
    return written;
  }
}
