import { utf8Name } from './entry-names.js';

/** Deeper paths fit into no system's limit (Linux: 4,096 bytes). */
const mostLevels = 128;

/** The folders above a path, from the outermost on. */
export function* foldersAbove(path: string): Generator<string> {
  let slash = path.indexOf('/', 1);
  for (let level = 0; slash > 0 && slash < path.length - 1 && level < mostLevels; level++) {
    yield path.slice(0, slash);
    slash = path.indexOf('/', slash + 1);
  }
}

/** Windows leaves out blanks and dots at the end of each part of a path. */
const leftOut = /[. ]+(?=\/|$)/g;
const composed = (name: string): string => name.normalize('NFC');
// Upper case first: letters that have none of their own become those of others.
const folded = (name: string): string => composed(name.normalize('NFD').toUpperCase().toLowerCase());

/**
 * Names of files that are one name to some systems: macOS composes letters, macOS and Windows ignore capital ones, and
 * Windows leaves out what it does not allow.
 */
export class SimilarNames {
  private readonly byKey = new Map<string, string>();

  /** @param isCaseKept whether names that differ in capital letters alone are two, as where Linux is at home */
  constructor(private readonly isCaseKept: boolean) {}

  /** @returns in what the name differs from an earlier one with which it may be confused */
  add(path: string): string | undefined {
    const name = utf8Name(path);
    const key = this.isCaseKept ? composed(name) : folded(name.replace(leftOut, ''));
    const first = this.byKey.get(key);
    this.byKey.set(key, first ?? name);
    if (first === undefined || first === name) return undefined;
    if (first.toLowerCase() === name.toLowerCase()) return 'but for capital letters';
    if (composed(first) === composed(name)) return 'but for how their letters are composed';
    return 'as some systems compare names';
  }
}
