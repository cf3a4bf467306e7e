import type { FileView } from '../reading/file-view.js';
import { decode } from '../text/decode.js';
import { latin1 } from '../reading/bytes.js';

/** Up to here a text is read whole; of a longer one, what was read for other reasons is looked at. */
const wholeBytes = 1024 * 1024;

/** A stretch of text, and where it stands. */
export interface TextPiece {
  readonly text: string;
  readonly at: number;
}

/** The text of a file, whole if it is short enough and the budget allows, and else in the pieces that were read. */
export async function textPieces(file: FileView): Promise<readonly TextPiece[]> {
  const { head, tail, tailOffset, sizeBytes } = file;
  if (file.isWhole) return [{ text: characters(head), at: 0 }];
  const between = tailOffset - head.length;
  if (sizeBytes <= wholeBytes && file.affords(between)) {
    const middle = await file.bytes(head.length, between);
    return [{ text: characters(Buffer.concat([head, middle, tail])), at: 0 }];
  }
  return file.windows.map(({ offset, bytes }) => ({ text: characters(bytes), at: offset }));
}

const characters = (bytes: Buffer): string => decode(bytes, true)?.characters ?? latin1(bytes);
