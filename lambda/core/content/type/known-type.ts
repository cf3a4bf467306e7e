/** A media type, how files of it are named, and what systems call them. All are lower case. */
export interface KnownType {
  /** The checker's own name for it. */
  readonly type: string;
  /** Endings of file names, without the dot; the usual one first. @default none */
  readonly endings?: string;
  /** Other names of the same type: of browsers, operating systems, older registrations. @default none */
  readonly names?: string;
  /**
   * Names of other types that systems give to files with these endings: a spreadsheet for CSV, a transport stream for
   * TypeScript. With such an ending they say no more than the ending does. @default none
   */
  readonly misnomers?: string;
  /**
   * What the bytes of such files are found to be, where nothing in them says more: source code is text. Of bytes that
   * were found to be that, a declared type of this kind is believed. @default the type itself is found
   */
  readonly foundAs?: string;
}

/** Words between blanks. */
export const splitWords = (list = ''): readonly string[] => list.split(' ').filter(Boolean);
