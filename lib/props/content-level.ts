/** How deep the content check looks into each file. */
export enum ContentLevel {
  /** The first and the last 4 KiB, and what the format's structure asks for. */
  STANDARD = 'standard',
  /** The last 64 KiB: an archive hidden behind padding or a repeated trailer escapes `STANDARD`. */
  STRICT = 'strict',
  /** The whole file up to 32 MiB; larger ones as `STRICT`. */
  FULL = 'full',
}
