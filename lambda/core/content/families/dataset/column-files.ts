import { has, latin1, u32le } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { textGuests } from './text-guests.js';

/** What is at the end says where everything is; without it nothing can be read. */
interface ColumnFormat {
  readonly type: string;
  readonly mark: string;
  /** Where the footer begins, if the last bytes are those of such a file. */
  readonly footerAt: (file: FileView) => number | undefined;
  readonly isFooter: (footer: Buffer) => boolean;
}

const formats: readonly ColumnFormat[] = [
  {
    // Apache Parquet, "File Format": metadata, its length, PAR1. The metadata begins with a version (Thrift compact:
    // field 1, a number of 32 bits) and the schema (field 2, a list of structures).
    type: 'application/vnd.apache.parquet',
    mark: 'PAR1',
    footerAt: ({ tail, sizeBytes }) =>
      has(tail, tail.length - 4, 'PAR1') ? sizeBytes - 8 - u32le(tail, tail.length - 8) : undefined,
    isFooter: (b) => b[0] === 0x15 && b[1] !== 0 && b[2] === 0x19 && ((b[3] ?? 0) & 0x0f) === 0x0c,
  },
  {
    // Apache Arrow, "IPC File Format": a table of FlatBuffers, its length, ARROW1. It begins with the offset of the
    // table in it, which leads to an offset back to the list of its fields.
    type: 'application/vnd.apache.arrow.file',
    mark: 'ARROW1\0\0',
    footerAt: ({ tail, sizeBytes }) =>
      has(tail, tail.length - 6, 'ARROW1') ? sizeBytes - 10 - u32le(tail, tail.length - 10) : undefined,
    isFooter: (b) => {
      const table = u32le(b, 0);
      return table >= 4 && table % 2 === 0 && table < 1024 && u32le(b, table) <= table && u32le(b, table) > 0;
    },
  },
  {
    // Apache ORC, "ORC Specification v1", postscript: a message whose last field is the mark, and its length in a byte.
    type: 'application/vnd.apache.orc',
    mark: 'ORC',
    footerAt: ({ tail, sizeBytes }) => {
      const length = tail.at(-1) ?? 0;
      return has(tail, tail.length - 4, 'ORC') ? sizeBytes - 1 - length : undefined;
    },
    // Field 1: the length of the footer; the mark is field 8000.
    isFooter: (b) => b[0] === 0x08 && latin1(b).includes('\x82\xf4\x03\x03ORC'),
  },
];

/** Tables stored by columns: Parquet, Arrow (Feather) and ORC. */
export const columnFiles: FormatFamily = {
  name: 'column-files',
  unit: 'the footer that describes its columns',
  recognise: (head) => formats.find(({ mark }) => has(head, 0, mark))?.type,

  async examine(file, type): Promise<Anatomy> {
    const format = formats.find((one) => one.type === type);
    const at = format?.footerAt(file);
    if (!format || at === undefined || at < format.mark.length) return { unitAt: undefined };
    const footer = await file.bytes(at, Math.min(1024, file.sizeBytes - at));
    if (!format.isFooter(footer)) return { unitAt: undefined };
    return { unitAt: at, end: file.sizeBytes, nests: textGuests, middle: { from: 0, fits: () => true } };
  },
};
