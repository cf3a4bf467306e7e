import { isFileId } from '../file/object-key.js';
import { Problem } from '../problem.js';

/** A range of ids in a list, both ends inclusive. Newest first: from `newest` down to `oldest`. */
export interface Places {
  readonly newest: string;
  readonly oldest: string;
}

const first = '00000000-0000-0000-0000-000000000000';
const last = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * The range for a request. Ids begin with the file's creation time in milliseconds (RFC 9562 section 5.7), so a range
 * of times is a range of ids, and a cursor is a stable position, whatever is added or removed. Throws `invalid-cursor`.
 */
export function placesWithin({
  cursor,
  createdAfter,
  createdBefore,
}: {
  readonly cursor?: string | undefined;
  readonly createdAfter?: Date | undefined;
  readonly createdBefore?: Date | undefined;
}): Places {
  const ends = [
    last,
    ...(cursor ? [before(idInCursor(cursor))] : []),
    ...(createdBefore ? [before(firstAt(createdBefore))] : []),
  ];
  return {
    newest: ends.reduce((one, other) => (one < other ? one : other)),
    oldest: createdAfter ? firstAt(createdAfter) : first,
  };
}

export const isEmpty = ({ newest, oldest }: Places): boolean => newest < oldest;

/** The rest of a range after one of its ids. */
export const placesAfter = (id: string, { oldest }: Places): Places => ({ newest: before(id), oldest });

/** The digits of the id: a text of this form is a cursor, which the API's schema says too. */
export const cursorAfter = (id: string): string => id.replaceAll('-', '');

/** RFC 9562 section 5.7, as `isFileId`, without dashes. */
export const cursorPattern = '^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$';

function idInCursor(cursor: string): string {
  // Those of 0.1 were the id in base64url.
  const id = cursor.length === 32 ? dashed(cursor) : Buffer.from(cursor, 'base64url').toString();
  if (isFileId(id)) return id;
  const detail = 'expected the nextCursor of an earlier page; leave it out to start from the newest file';
  throw new Problem('invalid-cursor', detail, [{ pointer: '?cursor', detail }]);
}

/** The smallest id of this millisecond. */
function firstAt(time: Date): string {
  const milliseconds = Math.min(Math.max(time.getTime(), 0), 2 ** 48 - 1);
  return dashed(milliseconds.toString(16).padStart(12, '0').padEnd(32, '0'));
}

/** The text that sorts immediately before it, as if every digit could be any character. */
function before(id: string): string {
  const digits = BigInt(`0x${id.replaceAll('-', '')}`);
  return dashed((digits === 0n ? 0n : digits - 1n).toString(16).padStart(32, '0'));
}

const dashed = (digits: string) => digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
