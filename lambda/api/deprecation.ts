export interface Deprecation {
  readonly since: Date;
  /** When it will be removed. @default not known yet */
  readonly sunset?: Date;
  /** The path of what replaces it. */
  readonly successor: string;
}

/** Headers of an answer that is deprecated: RFC 9745 section 2, RFC 8594 section 3, RFC 5829 section 3.5. */
export const deprecated = ({ since, sunset, successor }: Deprecation): Record<string, string> => ({
  Deprecation: `@${String(Math.floor(since.getTime() / 1000))}`,
  ...(sunset && { Sunset: sunset.toUTCString() }),
  Link: `<${successor}>; rel="successor-version"`,
});
