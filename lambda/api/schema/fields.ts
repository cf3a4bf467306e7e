import * as z from 'zod/mini';

/** Fields that more than one request has. */

export const Filename = z.string().check(
  z.minLength(1),
  // Bytes, as in most file systems: 255 characters of emoji would not fit any of them.
  z.refine((name) => Buffer.byteLength(name) <= 255, 'expected at most 255 bytes of UTF-8'),
  z.refine((name) => name.isWellFormed(), 'expected well-formed Unicode'),
);

export const MetadataName = z.string().check(z.minLength(1), z.maxLength(64));

export const MetadataValue = z.string().check(z.maxLength(512));

/** RFC 3339, with its offset from UTC. */
export const Time = z.pipe(
  z.iso.datetime({ offset: true }),
  z.transform((text) => new Date(text)),
);
