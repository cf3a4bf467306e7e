import { readDirectory } from '../families/archive/entries/zip-directory.js';
import { Findings } from '../evidence/finding.js';
import type { FileView } from '../reading/file-view.js';
import type { ActiveKind } from '../evidence/active-kinds.js';
import { judgeLink } from './link.js';
import { judgeObject } from './ole-package.js';
import { PackageParts } from './package-part.js';
import { isElsewhere } from './target.js';

/** Modules of Basic and scripts of other languages; each library also has a list of them, which may be empty. */
const scriptPart = /^(?:Basic\/[^/]+\/(?!(?:script|dialog)-l[bc]\.xml$)[^/]+\.xml|Scripts\/.*[^/])$/i;
const textPart = /(?:^|\/)(?:content|styles|settings|script-l[bc])\.xml$/i;
const objectPart = /^(?:Object|OLE)[^/]*$/i;
const mostOfText = 2 * 1024 * 1024;
const mostOfObject = 256 * 1024;

/** ODF 1.3 part 3: events that call a script, DDE sources, applets and plug-ins. */
const carriers: readonly (readonly [RegExp, ActiveKind])[] = [
  [/<(?:script|ooo):module\b|<ooo:source-code\b|vnd\.sun\.star\.(?:script|expand):/i, 'macro'],
  [/<script:event-listener\b/i, 'macro'],
  [/<text:script\b/i, 'script'],
  [/<text:dde-connection\b|<table:dde-link\b|<office:dde-source\b|\boffice:dde-application\s*=/i, 'dde'],
  [/of:=\s*DDE\s*\(|oooc:=\s*DDE\s*\(/i, 'dde'],
  [/<draw:applet\b/i, 'external-object'],
  // Part 3, 19.386: a click starts a program or a macro.
  [/\bpresentation:action\s*=\s*["']execute["']/i, 'launch'],
  [/\bpresentation:action\s*=\s*["']macro["']/i, 'macro'],
];
/** Elements whose address is loaded with the document. */
const loading = /<(?:draw:(?:object|object-ole|floating-frame|plugin)|text:section-source)\b[^<]{0,2000}/gi;
const shown = /<(?:draw:image|draw:fill-image|style:background-image|table:table-source)\b[^<]{0,2000}/gi;
/** Links that somebody follows. */
const links = /<(?:text|draw):a\b[^<>]{0,2000}/gi;
const address = /\bxlink:href\s*=\s*(?:"([^"]*)"|'([^']*)')/i;

/** OpenDocument: by its parts of scripts, and by what its texts call and load. */
export async function judgeOpenDocument(file: FileView, findings: Findings): Promise<void> {
  const directory = await readDirectory(file, new Findings(file.sizeBytes));
  if (!directory) return;
  const parts = new PackageParts(file, directory);
  for (const entry of directory.entries) {
    const { name } = entry;
    // LibreOffice since 24.8: the whole package is encrypted, in a package of its own.
    if (name === 'encrypted-package') findings.warn('protected', parts.at(entry), 'by a password');
    else if (scriptPart.test(name)) findings.active('macro', parts.at(entry), name);
    else if (objectPart.test(name)) {
      const bytes = await parts.read(entry, mostOfObject);
      if (bytes) judgeObject(bytes, parts.at(entry), findings, name);
    } else if (/^META-INF\/manifest\.xml$/i.test(name)) {
      const text = await parts.text(entry, mostOfText);
      // ODF 1.3 part 2, 4.8.
      if (text !== undefined && /<(?:[\w.-]{1,64}:)?encryption-data\b/.test(text))
        findings.warn('protected', parts.at(entry), 'by a password');
    } else if (textPart.test(name)) {
      const text = await parts.text(entry, mostOfText);
      if (text !== undefined) judgeDocumentText(text, parts.at(entry), findings, name);
    }
  }
}

/** The text of a part, or of a flat document in one file. */
export function judgeDocumentText(text: string, at: number, findings: Findings, part?: string): void {
  for (const [pattern, kind] of carriers) if (pattern.test(text)) findings.active(kind, at, part);
  for (const [tag] of text.matchAll(loading))
    if (isOutside(tag)) findings.active('external-object', at, part);
  for (const [tag] of text.matchAll(links)) judgeLink(addressOf(tag), at, findings, part);
  for (const [tag] of text.matchAll(shown)) if (isOutside(tag)) findings.active('external-content', at, part);
}

const addressOf = (tag: string): string => address.exec(tag)?.slice(1).join('') ?? '';
const isOutside = (tag: string): boolean => isElsewhere(addressOf(tag));
