import { createHash } from 'node:crypto';

/** Prefix of all files; policies, events and lifecycle rules use it. */
export const filesPrefix = 'files/';

/** RFC 9562 section 5.7: UUID version 7, lower case, as this service generates them. */
const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const isFileId = (id: string): boolean => uuidV7.test(id);

/**
 * `files/{xx}/{ownerKey}/{id}`. The two hexadecimal digits are from the random end of the id: S3 scales by prefix (user
 * guide, "Best practices design patterns"), and ids begin with the time, so without them all writes would have the same
 * prefix.
 */
export function keyFor(owner: string, id: string): string {
  return `${filesPrefix}${id.slice(-2)}/${ownerKey(owner)}/${id}`;
}

/**
 * All keys of an owner, as CloudFront's policies write patterns: `?` is one character, `*` any text. No owner can widen
 * it, since an owner's key has neither.
 */
export const ownerKeyPattern = (owner: string): string => `${filesPrefix}??/${ownerKey(owner)}/*`;

export const isKeyOf = (owner: string, key: string): boolean => key.split('/')[2] === ownerKey(owner);

/** The file's id in an object key, or undefined for a key that this service did not generate. */
export function idInKey(key: string): string | undefined {
  const id = key.slice(key.lastIndexOf('/') + 1);
  return key.startsWith(filesPrefix) && isFileId(id) ? id : undefined;
}

/** The raw subject only if all of its characters are safe; the first letter keeps hashes and raw subjects apart. */
function ownerKey(owner: string): string {
  if (/^[A-Za-z0-9_-]{1,64}$/.test(owner)) return `u-${owner}`;
  return `h-${createHash('sha256').update(owner).digest('base64url')}`;
}
