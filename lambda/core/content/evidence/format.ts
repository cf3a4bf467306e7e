import type { FileView } from '../reading/file-view.js';
import type { Findings } from './finding.js';
import type { GuestKind } from './signatures.js';

/** A stretch of the file: from `start` up to, not including, `end`. */
export interface Region {
  readonly start: number;
  readonly end: number;
}

/** What the middle of a file has to be. */
export interface Middle {
  /** Before it, all is accounted for. */
  readonly from: number;
  /** Can these bytes, which stand at `offset`, be the format's own? `more`: they are too few to decide. */
  fits(bytes: Buffer, offset: number): boolean | 'more';
  /** Are these bytes, which look like padding, what the format itself makes of blank content? @default no */
  isBlank?(bytes: Buffer): boolean;
}

/** What a format's own structure says about the file. Omit what the format does not state. */
export interface Anatomy {
  /**
   * Where the first unit of the format stands: a frame, scan, object, table of samples or entry whose own structure
   * proves it. `undefined`: none was found, so the file is not cut off; it is none of that format.
   */
  readonly unitAt: number | undefined;
  /** The exact media type where the walk knows it better than `recognise` did; `null`: not this format after all. */
  readonly type?: string | null;
  /** Other types that the same bytes may rightly be declared as (`image/heif` for HEIC). */
  readonly aliases?: readonly string[];
  readonly width?: number;
  readonly height?: number;
  /** The types that a protected file may be, if nothing of it can be seen that says which. */
  readonly mayBe?: readonly string[];
  /** Where the format ends by its own structure. What follows is read and judged. */
  readonly end?: number;
  /** The end is a lower bound (a format that does not state it): long unknown bytes behind it only warn. */
  readonly endIsSoft?: boolean;
  /** Nothing in the file states its end, and it may have any length: more of it is read to search for guests. */
  readonly isOpenEnded?: boolean;
  /** Only its last bytes determine where the file ends: a piece of its middle is read and searched as well. */
  readonly middle?: Middle;
  /** Text and metadata in which anything could hide; scanned for guests within a budget. */
  readonly freeForm?: readonly Region[];
  /** Guests that this format contains by design (a PDF attached to a PDF); a function if it needs a search. */
  readonly nests?: readonly GuestKind[] | (() => readonly GuestKind[]);
  /**
   * Which of the bytes that were read are searched for guests: all of them (the default), only what follows
   * the end (formats that store other files as they are), or none (the family has done it itself).
   */ readonly scan?: 'all' | 'after-end' | 'none';
  /** With `after-end`: how many first bytes are the format's own headers, and searched all the same. @default 64 */
  readonly headerBytes?: number;
  /** Does this trailing data belong to the file all the same? Answers its name, such as `a second image`. */
  readonly companion?: (trailing: Uint8Array) => string | undefined;
  /** Is a second file in this trailing data that opens as well, though none of those that programs search for? */
  readonly secondFile?: (trailing: Uint8Array) => { readonly name: string; readonly at: number } | undefined;
}

/** The guests that `anatomy` contains by design, asked for only when a guest was seen. */
export const nestedIn = ({ nests = [] }: Anatomy): readonly GuestKind[] =>
  typeof nests === 'function' ? nests() : nests;

/** One format or a family that shares a structure. Each lives in its own file under families/. */
export interface FormatFamily {
  /** Short and lower case: `png`. */
  readonly name: string;
  /** What `Anatomy.unitAt` stands for, with its article: `an image block`. */
  readonly unit: string;
  /**
   * The media type if these are the first bytes of such a file. Must be fast: it is called for every file.
   * `head` holds the first 4 KiB, or the whole of a smaller file.
   */
  recognise(head: Buffer, sizeBytes: number): string | undefined;
  /** Walks the structure by a few reads; says what is wrong with it in `findings`. */
  examine(file: FileView, type: string, findings: Findings): Promise<Anatomy> | Anatomy;
}
