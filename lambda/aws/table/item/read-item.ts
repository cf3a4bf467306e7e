import { UnreadableRecord } from '../../../core/event/unreadable-record.js';
import { readWays, type FileRead, type Read } from '../../../core/event/read.js';

/** The item of a read, which the table's stream carries to `announce`. */
export type ReadItem = Omit<Read, 'at' | 'files'> & {
  readonly pk: `READ#${string}`;
  readonly sk: typeof readKey;
  readonly at: string;
  readonly files: readonly (Omit<FileRead, 'expiresAt'> & { readonly expiresAt: string })[];
  /** DynamoDB's time to live. */
  readonly expiresAtSeconds: number;
};

export const readKey = 'READ';

/** The stream contains it for as long as needed; the item itself is never read. */
const keptSeconds = 60 * 60;

export const toReadItem = ({ at, files, ...read }: Read): ReadItem => ({
  ...{ pk: `READ#${read.id}`, sk: readKey },
  ...read,
  at: at.toISOString(),
  files: files.map(({ expiresAt, ...file }) => ({ ...file, expiresAt: expiresAt.toISOString() })),
  expiresAtSeconds: Math.ceil(at.getTime() / 1000) + keptSeconds,
});

/** Throws `UnreadableRecord`. */
export function fromReadItem({ pk, sk, expiresAtSeconds, at, files, ...read }: ReadItem): Read {
  const isWhole = read.id && !isNaN(Date.parse(at)) && readWays.includes(read.how) && Array.isArray(files);
  if (!isWhole || !files.every(({ id, owner, revision }) => id && owner && revision))
    throw new UnreadableRecord('a read lacks its id, time, method or files');
  return {
    ...read,
    at: new Date(at),
    files: files.map(({ expiresAt, ...file }) => ({ ...file, expiresAt: new Date(expiresAt) })),
  };
}
