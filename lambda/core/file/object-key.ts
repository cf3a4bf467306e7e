import { createHash } from 'node:crypto';

/** Where every file lies; policies, events and lifecycle rules name this prefix. */
export const filesPrefix = 'files/';

/** RFC 9562 section 5.7: UUID version 7, lower case, as this service makes them. */
const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const isFileId = (id: string): boolean => uuidV7.test(id);

/**
 * `files/{xx}/{ownerKey}/{id}`. The two hexadecimal digits come from the id's random tail: S3 scales by prefix
 * (user guide, "Best practices design patterns"), and ids that begin with the time would all write to one.
 */
export function keyFor(owner: string, id: string): string {
  return `${filesPrefix}${id.slice(-2)}/${ownerKey(owner)}/${id}`;
}

/** The file's id in an object key, or undefined for a key that this service did not make. */
export function idInKey(key: string): string | undefined {
  const id = key.slice(key.lastIndexOf('/') + 1);
  return key.startsWith(filesPrefix) && isFileId(id) ? id : undefined;
}

/** Never the raw subject unless it is harmless; the first letter keeps a crafted one out of another's space. */
function ownerKey(owner: string): string {
  if (/^[A-Za-z0-9_-]{1,64}$/.test(owner)) return `u-${owner}`;
  return `h-${createHash('sha256').update(owner).digest('base64url')}`;
}
