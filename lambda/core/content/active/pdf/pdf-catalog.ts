import { latin1 } from '../../reading/bytes.js';
import type { Allowance, FileView } from '../../reading/file-view.js';
import { unfiltered } from './pdf-filters.js';
import { readStructure, type PdfStream } from './pdf-structure.js';
import { dataBytes, packedText, type PdfText } from './pdf-text.js';

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
    for (const [, , references = ''] of found.bare.matchAll(leads))
      for (const [, next] of references.matchAll(/(\d+)[\s\0]+\d+[\s\0]+R/g)) open.push(Number(next));
  }
  return texts;
}

class ObjectReader {
  private readonly reads: Allowance;
  private readonly places = new Map<number, Place>();
  private readonly tables: { first: number; count: number; at: number }[] = [];
  private readonly streams = new Map<number, PdfText | undefined>();

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
    return bytes && firstObject(readStructure(bytes, { offset: place.at }));
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

  /** 7.5.8: the same as a stream of numbers. */
  private async stream(at: number, head: string): Promise<string | undefined> {
    const stream = readStructure(Buffer.from(head, 'latin1'), { offset: at }).streams[0];
    if (!stream || !/\/XRef(?!\w)/.test(stream.dictionary)) return undefined;
    const widths = /\/W\s*\[\s*(\d)\s+(\d)\s+(\d)/.exec(stream.dictionary)?.slice(1).map(Number) ?? [];
    const rows = widths.length === 3 && widths.every((width) => width <= 6) && (await this.unpack(stream));
    if (rows) this.addRows(rows, widths, stream.dictionary);
    return stream.dictionary;
  }

  private async unpack(stream: PdfStream): Promise<Buffer | undefined> {
    const packed = await this.reads.bytes(stream.start, Math.min(dataBytes(stream), mostOfTable));
    const unpacked = packed && unfiltered(packed, stream.dictionary, 4 * mostOfTable);
    this.file.work.spend((unpacked?.length ?? 0) >> 5, stream.start);
    return unpacked;
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

  /** One of the objects in a stream (7.5.7). */
  private async packed(number: number, stream: number): Promise<PdfText | undefined> {
    const place = this.places.get(stream);
    if (!place || 'stream' in place) return undefined;
    if (!this.streams.has(place.at)) this.streams.set(place.at, await this.objectsAt(place.at));
    const objects = this.streams.get(place.at);
    const from = objects?.bare.indexOf(`\n${number} 0 obj `) ?? -1;
    if (!objects || from < 0) return undefined;
    const end = objects.bare.indexOf(' 0 obj ', from + 8);
    return part(objects, from, end < 0 ? objects.text.length : end);
  }

  private async objectsAt(at: number): Promise<PdfText | undefined> {
    const head = await this.reads.bytes(at, objectBytes);
    const stream = head && readStructure(head, { offset: at }).streams[0];
    const unpacked = stream && (await this.unpack(stream));
    return unpacked && packedText(unpacked, stream);
  }
}

function part({ text, bare, offsetOf }: PdfText, from: number, to: number): PdfText {
  return {
    text: text.slice(from, to),
    bare: bare.slice(from, to),
    streams: [],
    offsetOf: (index) => offsetOf(from + index),
  };
}

/** Without what was read behind it. */
function firstObject(found: PdfText): PdfText {
  const end = found.bare.indexOf('endobj');
  return end < 0 ? found : { ...part(found, 0, end), streams: found.streams.slice(0, 1) };
}

function numberAfter(text: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

function endOf(text: string, mark: string): number {
  const at = text.indexOf(mark);
  return at < 0 ? text.length : at;
}
