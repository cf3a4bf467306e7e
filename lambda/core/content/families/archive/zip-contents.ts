import { constants, inflateRawSync } from 'node:zlib';
import { has, latin1, u16le, u32le } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy } from '../../evidence/format.js';
import type { ZipDirectory, ZipEntry } from './zip-directory.js';

const openXml = 'application/vnd.openxmlformats-officedocument.';
/** How far a local header's extra field may push the content-types part. */
const localExtraSlack = 1200;
const contentTypesCap = 1024 * 1024;

type Contents = Pick<Anatomy, 'type'>;

/** What the entries make of the archive. */
export async function examineContents(
  file: FileView,
  directory: ZipDirectory,
  findings: Findings,
): Promise<Contents> {
  const names = directory.entries.map((entry) => entry.name);
  const any = (pattern: RegExp) => names.some((name) => pattern.test(name));
  const stated = storedMimetype(file.head);
  if (stated && (stated !== 'application/epub+zip' || any(/^META-INF\/container\.xml$/i)))
    return { type: stated };
  const contentTypes = directory.entries.find((entry) => /^\[content_types\]\.xml$/i.test(entry.name));
  if (contentTypes) return openXmlContents(names, await partText(file, directory, contentTypes));
  const manifest = directory.entries.find((entry) => /^META-INF\/manifest\.xml$/i.test(entry.name));
  if (manifest && names.includes('content.xml')) {
    const type = openDocumentType(await partText(file, directory, manifest));
    return { type };
  }
  const program = programs.find(([pattern]) => any(pattern));
  if (program) return { type: program[1] };
  if (any(/^META-INF\/container\.xml$/i) && any(/\.opf$/i)) return { type: 'application/epub+zip' };
  if (any(/^META-INF\/MANIFEST\.MF$/i)) return { type: 'application/java-archive' };
  judgeNested(directory, findings);
  return { type: 'application/zip' };
}

/** Packages that a system installs and runs, by an entry of theirs. */
const programs: readonly [RegExp, string][] = [
  [/^AndroidManifest\.xml$/, 'application/vnd.android.package-archive'],
  [/^Payload\/[^/]+\.app\/Info\.plist$/, 'application/x-ios-app'],
];

/** ODF 1.3 part 2, 3.2: the manifest states the type of the package itself under the path `/`. */
function openDocumentType(manifest: string): string {
  const root = [...manifest.matchAll(/<manifest:file-entry\b[^>]{0,400}>/g)]
    .map(([entry]) => entry)
    .find((entry) => entry.includes('full-path="/"'));
  const stated = /media-type="(application\/vnd\.oasis\.opendocument\.[a-z-]+)"/.exec(root ?? '')?.[1];
  return stated ?? 'application/vnd.oasis.opendocument.text';
}

/** OpenDocument and EPUB: the first entry, stored, is named `mimetype` and holds the type (ODF 1.3 part 2, 3.3). */
function storedMimetype(head: Buffer): string | undefined {
  if (!has(head, 30, 'mimetype') || u16le(head, 8) !== 0 || u16le(head, 26) !== 8) return undefined;
  const start = 38 + u16le(head, 28);
  // 0: the size stands behind the content, in a data descriptor that begins with PK.
  const text = latin1(head, start, start + Math.min(100, u32le(head, 18) || 60)).replace(/PK[\s\S]*/, '');
  return /^application\/[\w.+-]+$/.exec(text.trim())?.[0];
}

/** ECMA-376 part 2, 10.1.2: the content type of the main part determines the kind of document. */
function openXmlContents(names: readonly string[], xml: string): Contents {
  const any = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if (any(/^xl\/workbook\.bin$/i)) return { type: 'application/vnd.ms-excel.sheet.binary.macroEnabled.12' };
  const main = [...xml.matchAll(/ContentType="application\/([^"]+?)\.main\+xml"/g)]
    .map((match) => match[1] ?? '')
    .find((type) => /document|sheet|presentation|template|slideshow|drawing/i.test(type));
  if (main) return { type: `application/${main.replace(/macroEnabled$/, 'macroEnabled.12')}` };
  if (/visio/i.test(xml)) return { type: 'application/vnd.ms-visio.drawing' };
  if (any(/^word\/[^/]*document[^/]*\.xml$/i)) return { type: `${openXml}wordprocessingml.document` };
  if (any(/^xl\/workbook[^/]*\.xml$/i)) return { type: `${openXml}spreadsheetml.sheet` };
  if (any(/^ppt\/presentation[^/]*\.xml$/i)) return { type: `${openXml}presentationml.presentation` };
  return { type: 'application/x-opc' };
}

async function partText(file: FileView, { shift }: ZipDirectory, entry: ZipEntry): Promise<string> {
  if (entry.compressedBytes > 64 * 1024) return '';
  const wanted = Math.min(30 + entry.nameLength + localExtraSlack + entry.compressedBytes, 16 * 1024);
  const local = await file.bytes(entry.offset + Math.max(0, shift), wanted);
  const start = 30 + u16le(local, 26) + u16le(local, 28);
  const content = local.subarray(start, start + entry.compressedBytes);
  return latin1(entry.method === 8 ? inflate(content) : content);
}

function inflate(content: Buffer): Buffer {
  try {
    // A part that was cut at our cap still gives its beginning; one that grows without end stops at 1 MiB.
    return inflateRawSync(content, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: contentTypesCap });
  } catch {
    return Buffer.alloc(0);
  }
}

function judgeNested({ entries, start }: ZipDirectory, findings: Findings): void {
  const nested = entries.find(({ name }) => /\.(zip|7z|rar|tar|tgz|gz|bz2|xz|zst|cab|iso)$/i.test(name));
  if (nested) findings.warn('archive-nested', start, nested.name.split('.').pop());
}
