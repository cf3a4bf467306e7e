import { has, u16le, u32le } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import { leadingPadding } from '../../evidence/padding.js';
import type { Announcement } from './jpeg-announcement.js';

export interface Companions {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** Writers align what follows; the end of the first image lies within so many bytes before it. */
const alignmentBytes = 4 * 1024;

/**
 * Images and videos that the file announces and that are really there: right behind the end of the first image,
 * each beginning as such. An announcement alone excuses nothing.
 */
export async function companionsEnd(
  file: FileView,
  scanStart: number,
  announced: Announcement,
): Promise<Companions | undefined> {
  return (
    (await announcedPictures(file, scanStart, announced.pictures ?? [])) ??
    (await announcedTrailing(file, scanStart, announced.trailing)) ??
    (await samsungTrailer(file, scanStart))
  );
}

async function announcedPictures(
  file: FileView,
  scanStart: number,
  pictures: NonNullable<Announcement['pictures']>,
): Promise<Companions | undefined> {
  const inOrder = [...pictures].sort((a, b) => a.start - b.start);
  const first = inOrder[0];
  if (!first || first.start <= scanStart || !(await imageEndsBefore(file, first.start))) return undefined;
  let end = first.start;
  for (const { start, size } of inOrder) {
    if (start < end || start - end > alignmentBytes || start + size > file.sizeBytes) return undefined;
    const gap = await file.bytes(end, start - end);
    if (leadingPadding(gap) !== gap.length) return undefined;
    if (!has(await file.bytes(start, 4), 0, '\xff\xd8\xff')) return undefined;
    end = start + size;
  }
  return { start: first.start, end, name: pictures.length > 1 ? 'further images' : 'a second image' };
}

async function announcedTrailing(
  file: FileView,
  scanStart: number,
  trailing: Announcement['trailing'],
): Promise<Companions | undefined> {
  if (!trailing) return undefined;
  const start = file.sizeBytes - trailing.bytes;
  if (start <= scanStart || !(await imageEndsBefore(file, start))) return undefined;
  const first = await file.bytes(start, 16);
  const isImage = has(first, 0, '\xff\xd8\xff');
  return isImage || has(first, 4, 'ftyp') ? { start, end: file.sizeBytes, name: trailing.name } : undefined;
}

/**
 * Samsung's trailer (ExifTool, "Samsung Trailer"): blocks, then a directory `SEFH` of twelve bytes a block with its
 * distance back from the directory, then the directory's length and `SEFT`.
 */
async function samsungTrailer(file: FileView, scanStart: number): Promise<Companions | undefined> {
  const { tail, sizeBytes } = file;
  if (!has(tail, tail.length - 4, 'SEFT')) return undefined;
  const directoryStart = sizeBytes - 8 - u32le(tail, tail.length - 8);
  const directory = file.cached(directoryStart, sizeBytes - directoryStart);
  if (!directory || !has(directory, 0, 'SEFH')) return undefined;
  let start = directoryStart;
  for (let block = 0; block < Math.min(u32le(directory, 8), 64); block++) {
    const at = 12 + block * 12;
    // Blocks begin with their own type, which the directory repeats.
    const blockStart = directoryStart - u32le(directory, at + 4);
    if (blockStart <= scanStart) return undefined;
    if (u16le(await file.bytes(blockStart, 4), 2) !== u16le(directory, at + 2)) return undefined;
    start = Math.min(start, blockStart);
  }
  if (!(await imageEndsBefore(file, start))) return undefined;
  return { start, end: sizeBytes, name: "a camera maker's trailer" };
}

/** Does an end-of-image mark stand before `start`, with nothing but padding in between? */
async function imageEndsBefore(file: FileView, start: number): Promise<boolean> {
  const from = Math.max(0, start - alignmentBytes);
  const near = file.cached(start - 64, 64);
  const close = near && endsWithImage(near);
  return close || endsWithImage(await file.bytes(from, start - from));
}

function endsWithImage(bytes: Buffer): boolean {
  const mark = bytes.lastIndexOf('\xff\xd9', undefined, 'latin1');
  return mark >= 0 && leadingPadding(bytes.subarray(mark + 2)) === bytes.length - mark - 2;
}
