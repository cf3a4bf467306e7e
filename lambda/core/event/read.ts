/**
 * How a file was read: by its content route, a HEAD of it, in a batch, or through a link. It means that a read was
 * authorized; only S3 knows whether the URL was used.
 */
export const readWays = ['content', 'head', 'bulk', 'share'] as const;
export type ReadWay = (typeof readWays)[number];

/** One file of an authorized read. */
export interface FileRead {
  readonly id: string;
  /** Owner of the file. */
  readonly owner: string;
  /** Revision of the file, which a read does not change. */
  readonly revision: number;
  /** When the presigned URL expires. */
  readonly expiresAt: Date;
}

/** One request that authorized reads, stored until it is published. */
export interface Read {
  readonly id: string;
  readonly at: Date;
  readonly how: ReadWay;
  /** The caller; `null` for a link. */
  readonly subject: string | null;
  /** Id of the link, if it was one. */
  readonly shareId: string | null;
  readonly files: readonly FileRead[];
}
