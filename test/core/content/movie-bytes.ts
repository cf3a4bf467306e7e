/** Builders of ISO base media, box by box (ISO/IEC 14496-12). */
import { bytesOf } from './file-bytes.js';

export const be32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

export function box(name: string, ...content: Buffer[]): Buffer {
  const inner = Buffer.concat(content);
  return Buffer.concat([be32(8 + inner.length), bytesOf(name), inner]);
}
export const fullBox = (name: string, ...content: Buffer[]): Buffer => box(name, Buffer.alloc(4), ...content);

/** A track with one chunk of samples at `offset`, which its file has. */
export const track = (handler = 'vide', offset = 8, ...header: Buffer[]): Buffer =>
  box(
    'trak',
    ...header,
    box(
      'mdia',
      fullBox('hdlr', Buffer.alloc(4), bytesOf(handler), Buffer.alloc(13)),
      box('minf', box('stbl', fullBox('stco', be32(1), be32(offset)))),
    ),
  );

export const movie = (...tracks: Buffer[]): Buffer =>
  box('moov', Buffer.alloc(0), ...(tracks.length > 0 ? tracks : [track()]));

/** A fragment of a track, before its media. */
export const fragment = (): Buffer => box('moof', box('traf', fullBox('tfhd', be32(1))));

/** Where the only item lies (8.11.3): one extent, at `offset` of the file. */
export const itemLocation = (offset = 8): Buffer =>
  fullBox('iloc', Buffer.from([0x44, 0x00, 0, 1, 0, 1, 0, 0, 0, 1]), be32(offset), be32(16));
