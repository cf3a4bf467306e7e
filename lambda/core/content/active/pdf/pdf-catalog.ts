import { inflateSync, constants } from 'node:zlib';
import { latin1 } from '../../reading/bytes.js';
import type { Allowance, FileView } from '../../reading/file-view.js';
import { decodeNames, unpack, type PdfText } from './pdf-text.js';

const objectBytes = 4 * 1024;
const mostReads = 10;
const mostSections = 6;
const mostOfTable = 256 * 1024;
const mostObjects = 24;

/** What a document runs when it opens hangs on the catalog (ISO 32000-1, 7.7.2): these lead on to it. */
const leads =
  /\/(OpenAction|AA|Names|JavaScript|AcroForm|XFA|EmbeddedFiles|Kids|Pages|A|S|JS|Next)[\s\0]*(?:\[[\s\0]*)?((?:\d{1,10}[\s\0]+\d{1,5}[\s\0]+R[\s\0]*){1,4})/g;

/** Where an object stands: alone, or in the object stream of a number. */
type Place = { readonly at: number } | { readonly stream: number };

/**
 * The catalog of a document and what hangs on it, by the cross-reference, where these are not in what was read anyway:
 * most of a long document is never read.
 */
export async function catalogTexts(file: FileView): Promise<readonly PdfText[]> {
  if (file.isWhole) return [];
  const reader = new ObjectReader(file);
  const start = /startxref\s+(\d{1,15})\s+%%EOF/g;
  const stated = [...latin1(file.tail).matchAll(start)].at(-1)?.[1];
  if (stated === undefined) return [];
  const root = await reader.readSections(Number(stated));
  if (root === undefined) return [];
  const texts: PdfText[] = [];
  const open = [root];
  const seen = new Set<number>();
  for (let number = open.shift(); number !== undefined && seen.size < mostObjects; number = open.shift()) {
    if (seen.has(number)) continue;
    seen.add(number);
    const found = await reader.object(number);
    if (!found) continue;
    texts.push(found);
    for (const [, , references = ''] of found.text.matchAll(leads))
      for (const [, next] of references.matchAll(/(\d+)[\s\0]+\d+[\s\0]+R/g)) open.push(Number(next));
  }
  return texts;
}

class ObjectReader {
  private readonly reads: Allowance;
  private readonly places = new Map<number, Place>();
  private readonly tables: { first: number; count: number; at: number }[] = [];
  private readonly streams = new Map<number, string>();

  constructor(private readonly file: FileView) {
    this.reads = file.allowance(mostReads);
  }

  /** Follows the sections from the last one back; answers the number of the catalog. */
  async readSections(from: number): Promise<number | undefined> {
    let at: number | undefined = from;
    let root: number | undefined;
    for (let sections = 0; at !== undefined && sections < mostSections; sections++) {
      const head = latin1((await this.reads.bytes(at, objectBytes)) ?? Buffer.alloc(0));
      const dictionary: string | undefined = /^\s*xref/.test(head)
        ? await this.table(at, head)
        : await this.stream(at, head);
      if (dictionary === undefined) break;
      root ??= numberAfter(dictionary, /\/Root\s+(\d{1,10})\s+\d+\s+R/);
      at = numberAfter(dictionary, /\/Prev\s+(\d{1,15})/);
    }
    return root;
  }

  /** An object as text. */
  async object(number: number): Promise<PdfText | undefined> {
    const place = await this.placeOf(number);
    if (!place) return undefined;
    if ('stream' in place) return this.packed(number, place.stream);
    const bytes = await this.reads.bytes(place.at, objectBytes);
    if (!bytes) return undefined;
    const raw = latin1(bytes);
    const end = raw.indexOf('endobj');
    const { text, offsetOf } = decodeNames(end < 0 ? raw : raw.slice(0, end));
    return { text, offsetOf: (index) => place.at + offsetOf(index) };
  }

  private async placeOf(number: number): Promise<Place | undefined> {
    const known = this.places.get(number);
    if (known) return known;
    for (const { first, count, at } of this.tables) {
      if (number < first || number >= first + count) continue;
      const entry = latin1((await this.reads.bytes(at + (number - first) * 20, 20)) ?? Buffer.alloc(0));
      const found = /^(\d{10}) \d{5} n/.exec(entry)?.[1];
      if (found !== undefined) return { at: Number(found) };
    }
    return undefined;
  }

  /** ISO 32000-1, 7.5.4: subsections of entries of twenty bytes, then the trailer. */
  private async table(from: number, head: string): Promise<string | undefined> {
    let at = from + (/^\s*xref\s*/.exec(head)?.[0].length ?? 0);
    for (let sections = 0; sections < 64; sections++) {
      const line = latin1((await this.reads.bytes(at, 1024)) ?? Buffer.alloc(0));
      const found = /^\s*(\d{1,10})[ \t]+(\d{1,10})\s*/.exec(line);
      if (!found) return /^\s*trailer/.test(line) ? line.slice(0, endOf(line, 'startxref')) : undefined;
      const [first, count] = [Number(found[1]), Number(found[2])];
      this.tables.push({ first, count, at: at + found[0].length });
      at += found[0].length + count * 20;
    }
    return undefined;
  }

  /** 7.5.8: the same as a stream of numbers, in rows that may be written as differences. */
  private async stream(at: number, head: string): Promise<string | undefined> {
    const mark = /^\s*\d+\s+\d+\s+obj[\s\S]*?stream\r?\n/.exec(head)?.[0];
    if (mark === undefined || !/\/XRef/.test(mark)) return undefined;
    const length = numberAfter(mark, /\/Length\s+(\d{1,9})(?!\s+\d+\s+R)/) ?? 0;
    const packed = await this.reads.bytes(at + mark.length, Math.min(length, mostOfTable));
    const widths = /\/W\s*\[\s*(\d)\s+(\d)\s+(\d)/.exec(mark)?.slice(1).map(Number) ?? [];
    const rows = packed && inflated(packed, widths, /\/Predictor\s+1\d/.test(mark));
    if (rows) this.addRows(rows, widths, mark);
    return mark;
  }

  private addRows(
    rows: Buffer,
    [typeBytes = 0, placeBytes = 0, indexBytes = 0]: number[],
    dictionary: string,
  ): void {
    const size = numberAfter(dictionary, /\/Size\s+(\d{1,10})/) ?? 0;
    const index = /\/Index\s*\[([\d\s]{1,2000})\]/.exec(dictionary)?.[1]?.trim().split(/\s+/).map(Number) ?? [
      0,
      size,
    ];
    const rowBytes = typeBytes + placeBytes + indexBytes;
    let at = 0;
    for (let i = 0; i + 1 < index.length; i += 2) {
      for (let n = 0; n < (index[i + 1] ?? 0) && at + rowBytes <= rows.length; n++, at += rowBytes) {
        const type = typeBytes === 0 ? 1 : rows.readUIntBE(at, typeBytes);
        const place = placeBytes === 0 ? 0 : rows.readUIntBE(at + typeBytes, placeBytes);
        const number = (index[i] ?? 0) + n;
        if (this.places.has(number)) continue;
        if (type === 1) this.places.set(number, { at: place });
        else if (type === 2) this.places.set(number, { stream: place });
      }
    }
    this.file.work.spend(at >> 2, 0);
  }

  /** One of the objects in a stream: pairs of number and offset stand before them (7.5.7). */
  private async packed(number: number, stream: number): Promise<PdfText | undefined> {
    const place = this.places.get(stream);
    if (!place || 'stream' in place) return undefined;
    const text = this.streams.get(stream) ?? (await this.unpacked(place.at));
    this.streams.set(stream, text);
    const pairs = /^[\d\s]{1,100000}/.exec(text)?.[0].trim().split(/\s+/).map(Number) ?? [];
    const own = pairs.findIndex((one, i) => i % 2 === 0 && one === number);
    if (own < 0) return undefined;
    const first = this.firsts.get(place.at) ?? 0;
    const [from, to] = [pairs[own + 1] ?? 0, pairs[own + 3]];
    const object = text.slice(first + from, to === undefined ? first + from + objectBytes : first + to);
    return { text: decodeNames(object).text, offsetOf: () => place.at };
  }

  private readonly firsts = new Map<number, number>();

  private async unpacked(at: number): Promise<string> {
    const head = latin1((await this.reads.bytes(at, objectBytes)) ?? Buffer.alloc(0));
    const mark = /^\s*\d+\s+\d+\s+obj[\s\S]*?stream\r?\n/.exec(head)?.[0];
    if (mark === undefined) return '';
    this.firsts.set(at, numberAfter(mark, /\/First\s+(\d{1,9})/) ?? 0);
    const length = numberAfter(mark, /\/Length\s+(\d{1,9})(?!\s+\d+\s+R)/) ?? mostOfTable;
    const packed = await this.reads.bytes(at + mark.length, Math.min(length, mostOfTable));
    const text = packed && unpack(packed, mostOfTable);
    this.file.work.spend((text?.length ?? 0) >> 5, at);
    return text ?? '';
  }
}

function numberAfter(text: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

function endOf(text: string, mark: string): number {
  const at = text.indexOf(mark);
  return at < 0 ? text.length : at;
}

/** 7.4.4.4: each row begins with the kind of its difference; writers use the row above (2) or none. */
function inflated(packed: Buffer, widths: readonly number[], hasPredictor: boolean): Buffer | undefined {
  if (widths.length !== 3 || widths.some((width) => width > 6)) return undefined;
  let bytes: Buffer;
  try {
    bytes = inflateSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: mostOfTable * 4 });
  } catch {
    return undefined;
  }
  if (!hasPredictor) return bytes;
  const rowBytes = widths.reduce((sum, width) => sum + width, 0);
  const rows = Buffer.alloc(Math.floor(bytes.length / (rowBytes + 1)) * rowBytes);
  for (let row = 0; (row + 1) * rowBytes <= rows.length; row++) {
    const isUp = bytes[row * (rowBytes + 1)] === 2;
    for (let i = 0; i < rowBytes; i++) {
      const above = isUp && row > 0 ? (rows[(row - 1) * rowBytes + i] ?? 0) : 0;
      rows[row * rowBytes + i] = (bytes[row * (rowBytes + 1) + 1 + i] ?? 0) + above;
    }
  }
  return rows;
}
