/** Depth of the content check. */
export enum ContentLevel {
  /** The first and the last 4 KiB, and what the format's structure needs. */
  STANDARD = 'standard',
  /** The last 64 KiB: finds an archive hidden before padding or a repeated trailer, which `STANDARD` does not. */
  STRICT = 'strict',
  /** The whole file up to 32 MiB; larger ones like `STRICT`. */
  FULL = 'full',
}
