/**
 * How a file came to be read: by its content route, by a HEAD of that, among many, or by a link to it. Each is
 * permission to read, given; what is done with it, S3 alone sees.
 */
export const readWays = ['content', 'head', 'bulk', 'share'] as const;
export type ReadWay = (typeof readWays)[number];

/** One file of a read that was permitted. */
export interface FileRead {
  readonly id: string;
  /** Whose file it is. */
  readonly owner: string;
  /** Of the file, as it was read: a read changes nothing. */
  readonly revision: number;
  /** When the signed URL ends. */
  readonly expiresAt: Date;
}

/** One request by which reads were permitted, as it waits to be told. */
export interface Read {
  readonly id: string;
  readonly at: Date;
  readonly how: ReadWay;
  /** Who asked; `null` of a link, which anybody may use. */
  readonly subject: string | null;
  /** The link, where it was one. */
  readonly shareId: string | null;
  readonly files: readonly FileRead[];
}
