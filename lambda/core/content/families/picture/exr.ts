import { has, i32le, latin1, u32le, u64le } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';

const mark = '\x76\x2f\x31\x01';
const mostAttributes = 256;
const headerBytes = 256 * 1024;
const multiPart = 0x1000;
const tiled = 0x0200;
/** Attributes that every header has (OpenEXR, "File Layout", "Header Attributes"). */
const required = ['channels', 'compression', 'dataWindow'];
const offsetsRead = 64 * 1024;

/** OpenEXR 2.0 (OpenEXR, "File Layout"): attributes, a table of offsets, and chunks of pixels. */
export const exr: FormatFamily = {
  name: 'exr',
  unit: 'a header whose first chunk lies in the file',
  recognise: (head) => (has(head, 0, mark) && (head[4] ?? 0) <= 2 ? 'image/x-exr' : undefined),

  async examine(file, _type, findings): Promise<Anatomy> {
    const header =
      (await readHeader(file, file.head)) ?? (await readHeader(file, await file.bytes(0, headerBytes)));
    if (!header || !required.every((name) => header.starts.has(name))) return { unitAt: undefined };
    const isMulti = (u32le(header.bytes, 4) & multiPart) !== 0;
    const window = header.starts.get('dataWindow') ?? 0;
    const [left, top, right, bottom] = [0, 4, 8, 12].map((at) => i32le(header.bytes, window + at));
    const width = (right ?? 0) - (left ?? 0) + 1;
    const height = (bottom ?? 0) - (top ?? 0) + 1;
    if (width <= 0 || height <= 0) return { unitAt: undefined };
    const size = { width, height, freeForm: [{ start: 8, end: header.end }] };
    // Further headers follow, and a table for each: their ends are not followed.
    if (isMulti) return { ...size, unitAt: 8, isOpenEnded: true };
    return { ...size, ...(await chunksOf(file, header, findings)) };
  },
};

interface Header {
  readonly bytes: Buffer;
  /** Where the values of attributes stand, by their names. */
  readonly starts: ReadonlyMap<string, number>;
  readonly end: number;
}

/** Name, type, size and value of each attribute, up to an empty name. */
async function readHeader(file: FileView, bytes: Buffer): Promise<Header | undefined> {
  const starts = new Map<string, number>();
  let at = 8;
  for (let left = mostAttributes; left > 0 && at < bytes.length; left--) {
    if (bytes[at] === 0) return { bytes, starts, end: at + 1 };
    const nameEnd = bytes.indexOf(0, at);
    const typeEnd = nameEnd < 0 ? -1 : bytes.indexOf(0, nameEnd + 1);
    if (typeEnd < 0 || nameEnd - at > 255 || typeEnd - nameEnd > 256) return undefined;
    file.work.spend(typeEnd - at, at);
    starts.set(latin1(bytes, at, nameEnd), typeEnd + 5);
    at = typeEnd + 5 + u32le(bytes, typeEnd + 1);
  }
  return undefined;
}

/** The table's first entry leads behind the table; its last chunk is the end of the file. */
async function chunksOf(
  file: FileView,
  { bytes, end: table }: Header,
  findings: Findings,
): Promise<Pick<Anatomy, 'unitAt' | 'end' | 'endIsSoft' | 'isOpenEnded'>> {
  const first = u64le(await file.bytes(table, 8), 0);
  const entries = (first - table) / 8;
  const isTable = first > table && first < file.sizeBytes && Number.isInteger(entries);
  if (!isTable) return { unitAt: undefined };
  const offsets = await file.bytes(table, Math.min(first - table, offsetsRead));
  if (first - table > offsetsRead) return { unitAt: table, isOpenEnded: true };
  let last = 0;
  for (let at = 0; at + 8 <= offsets.length; at += 8) last = Math.max(last, u64le(offsets, at));
  const isTiled = (u32le(bytes, 4) & tiled) !== 0;
  const fields = isTiled ? 16 : 4;
  const end = last + fields + 4 + u32le(await file.bytes(last, fields + 4), fields);
  if (end > file.sizeBytes) {
    findings.warn('truncated', file.sizeBytes, `its chunks reach up to ${end}`);
    return { unitAt: table, end: file.sizeBytes };
  }
  return { unitAt: table, end };
}
