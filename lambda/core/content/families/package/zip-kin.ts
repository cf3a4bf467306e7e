import { u16le } from '../../reading/bytes.js';

/** What an archive is by its entries: a name, a content type, and the first bytes of a part where these don't say. */
export interface Package {
  readonly names: readonly string[];
  /** The first bytes of an entry, unpacked; empty where they can't be read. */
  readonly part: (pattern: RegExp) => Promise<Buffer>;
}

const iWork = 'application/vnd.apple.';

/** Documents that are ZIP archives by another name; undefined for any other archive. */
export async function packageType({ names, part }: Package): Promise<string | undefined> {
  const any = (pattern: RegExp) => names.some((name) => pattern.test(name));
  // 3MF Core Specification 1.3, 2.1.1: the part with the model; other names are set by a relationship.
  if (any(/^_rels\/\.rels$/) && any(/^3D\/[^/]+\.model$/i)) return 'model/3mf';
  if (any(/^Index\/Document\.iwa$|^Index\.zip$/)) return iWorkType(any, await part(/^Index\/Document\.iwa$/));
  if (any(/^index\.apxl(\.gz)?$/)) return `${iWork}keynote`;
  // USDZ 1.3, "Layout": the first file is the one that is shown.
  if (/\.usd[ac]?$/i.test(names[0] ?? '')) return 'model/vnd.usdz+zip';
  // KML 2.3 (OGC 12-007r2), 7.1: at the root; readers show the first one.
  if (any(/^[^/]+\.kml$/i)) return 'application/vnd.google-earth.kmz';
  // Apple, "Wallet Passes": a pass, a list of its files and a signature.
  if (any(/^pass\.json$/) && any(/^manifest\.json$/) && any(/^signature$/))
    return 'application/vnd.apple.pkpass';
  return undefined;
}

/**
 * Pages, Numbers and Keynote since 2013: the first object of the document has number 1 and a type (keynote-parser,
 * `KNArchives`, `TPArchives`). Of Keynote's and Numbers' the number is the same, and only one of them has slides.
 */
function iWorkType(any: (pattern: RegExp) => boolean, document: Buffer): string {
  if (any(/^Index\/(Slide|MasterSlide|TemplateSlide)[^/]*\.iwa$/)) return `${iWork}keynote`;
  return firstObjectType(document) === pagesDocument ? `${iWork}pages` : `${iWork}numbers`;
}

const pagesDocument = 10_000;

/**
 * An IWA file: chunks of Snappy without checksums, the first of which begins with a length and, for so few bytes, a
 * literal; in it a message (Protocol Buffers) with `identifier` (field 1) and a list of messages with `type` (field 1).
 */
function firstObjectType(iwa: Buffer): number | undefined {
  if (iwa[0] !== 0) return undefined;
  const literal = behindVarint(iwa, 4);
  const length = (iwa[literal] ?? 0) >> 2;
  const content = literal + 1 + Math.max(0, length - 59);
  let at = behindVarint(iwa, content);
  if (iwa[at] !== 0x08) return undefined;
  at = behindVarint(iwa, at + 1);
  if (iwa[at] !== 0x12) return undefined;
  at = behindVarint(iwa, at + 1);
  return iwa[at] === 0x08 ? varint(iwa, at + 1) : undefined;
}

function behindVarint(b: Buffer, from: number): number {
  let at = from;
  while ((b[at] ?? 0) >= 0x80 && at < from + 5) at++;
  return at + 1;
}

function varint(b: Buffer, at: number): number {
  const [first = 0] = b.subarray(at);
  return first < 0x80 ? first : (first & 0x7f) | ((u16le(b, at + 1) & 0x7f) << 7);
}
