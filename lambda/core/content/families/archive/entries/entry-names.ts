import { latin1 } from '../../../reading/bytes.js';
import type { Findings } from '../../../evidence/finding.js';

/** A name of an archive's entry, as its bytes are stored. */
export interface EntryName {
  readonly bytes: Uint8Array;
  /** Where the entry is described. */
  readonly at: number;
}

/** What a format allows in names. */
export interface NameRules {
  /** Does a path that begins with a slash lead anywhere? `warn`: its readers leave the slash out. */
  readonly absolute: 'refuse' | 'warn';
}

const leadsOut = 'leads out of the folder that it is unpacked into';

/**
 * Where a name leads readers that believe it: out of the folder that the archive is unpacked into (CWE-22), or to a name
 * that differs from the one that is shown.
 */
export function judgeName({ bytes, at }: EntryName, { absolute }: NameRules, findings: Findings): void {
  const name = latin1(bytes as Buffer);
  const path = name.replaceAll('\\', '/');
  if (path.split('/').includes('..')) findings.refuse('archive-path', at, leadsOut);
  // A drive with or without a folder, and the shares and devices of Windows.
  if (/^[A-Za-z]:/.test(path) || path.startsWith('//'))
    findings.refuse('archive-path', at, 'names a drive or share of Windows');
  else if (path.startsWith('/'))
    findings[absolute]('archive-path', at, 'begins at the root of the file system');
  if (name.includes('\0'))
    findings.refuse('archive-name', at, 'holds a NUL, where some readers end it and others do not');
  if (hasOverride(bytes)) findings.refuse('archive-name', at, 'holds a character that reverses what follows');
}

/**
 * What overrides, embeds or isolates a direction (Unicode Standard Annex 9, 2.1 to 2.4: U+202A to U+202E, U+2066 to
 * U+2069), by which `exe.gpj` is shown as `jpg.exe`; names in Arabic and Hebrew need marks at most. Only in UTF-8, since
 * the same bytes are letters elsewhere.
 */
function hasOverride(bytes: Uint8Array): boolean {
  const text = latin1(bytes as Buffer);
  return /\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]/.test(text) && decoded(bytes) !== undefined;
}

const strict = new TextDecoder('utf-8', { fatal: true });

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

const isAscii = /^[\0-\x7f]*$/;

/** A name of one character a byte as text: in UTF-8 if it is that. */
export const utf8Name = (name: string): string =>
  isAscii.test(name) ? name : (decoded(Buffer.from(name, 'latin1')) ?? name);

/** Where a link leads that stands at `path`: `undefined` if it stays in the folder that the archive is unpacked into. */
export function linkFault(path: string, target: string): string | undefined {
  const to = target.replaceAll('\\', '/');
  if (to.startsWith('/') || /^[A-Za-z]:/.test(to)) return 'leads to a place of its own choice';
  let depth = path.split('/').length - 1;
  for (const part of to.split('/')) {
    if (part === '..') depth--;
    else if (part !== '' && part !== '.') depth++;
    if (depth < 0) return leadsOut;
  }
  return undefined;
}

/** A path as systems resolve it: `./a` and `a` are one file, and so are `a//b` and `a/./b`. */
export function resolvedPath(path: string): string {
  if (!/\/\/|(?:^|\/)\.(?:\/|$)/.test(path)) return path;
  const parts = path.split('/').filter((part, i) => part !== '.' && (part !== '' || i === 0));
  return parts.join('/') + (path.endsWith('/') ? '/' : '');
}

/** The links of an archive, and whether its entries go through them. */
export class Links {
  private readonly links = new Map<string, number>();

  add(path: string, at: number): void {
    this.links.set(resolvedPath(path).replace(/\/+$/, ''), at);
  }

  /** Where the link is described that stands above a name. */
  above(name: string): number | undefined {
    if (this.links.size === 0) return undefined;
    const path = resolvedPath(name);
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      const at = this.links.get(path.slice(0, slash));
      if (at !== undefined && slash < path.length - 1) return at;
    }
    return undefined;
  }
}
