import { readDirectory, type ZipEntry } from '../families/archive/entries/zip-directory.js';
import { Findings } from '../evidence/finding.js';
import type { FileView } from '../reading/file-view.js';
import { plainTarget } from '../text/plain-target.js';
import { visitTags, type Tag } from '../text/xml-tags.js';
import { holdsDdeFormula, judgeFields } from './field.js';
import { judgeObject } from './ole-package.js';
import { PackageParts } from './package-part.js';
import { judgeRelationship, type Relationship } from './relationship.js';

const mostOfText = 2 * 1024 * 1024;
const mostOfList = 256 * 1024;
const mostOfObject = 256 * 1024;
const mostParts = 400;

/** What the content types of active parts are called, whatever the parts are (ECMA-376 part 2, 10.1.2). */
export const macroContentType = /vbaProject|vbaData|macroSheet|macroEnabled/i;
export const controlContentType = /activeX/i;
/** Names that writers give them: readers that know no other find them by these. */
const macroPart = /(?:^|\/)vba(?:Project|Data)[^/]*\.(?:bin|xml)$|^xl\/macrosheets\//i;
const objectPart = /\/embeddings\/|(?:^|\/)oleObject[^/]*\.bin$/i;
/** Pictures, fonts and the like: content without links. */
const passive = /\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|wdp|svg|odttf|ttf|mp[34]|m4[av]|wav|avi|mov|wmv)$/i;
/** Callbacks of a ribbon: each names a macro, in this document or at the address before a `!`. */
const callback = /\s(?:on[A-Z]\w*|get[A-Z]\w*|loadImage)\s*=\s*["'][^"']/;

/** Office Open XML (ECMA-376): by relationships and content types, then by what the parts say. */
export async function judgeOpenXml(file: FileView, findings: Findings): Promise<void> {
  const directory = await readDirectory(file, new Findings(file.sizeBytes));
  if (!directory) return;
  const parts = new PackageParts(file, directory);
  const entries = directory.entries.slice(0, mostParts * 8);
  const judge = new PackageJudge(file, parts, findings, entries);
  const named = entries.find(({ name }) => macroPart.test(name));
  if (named) findings.active('macro', parts.at(named), named.name);
  for (const entry of inOrder(entries)) await judge.part(entry);
}

/** Lists first, then parts of text, the smallest first: so that most of them are read. */
function inOrder(entries: readonly ZipEntry[]): readonly ZipEntry[] {
  const rank = ({ name }: ZipEntry): number =>
    /^\[content_types\]\.xml$/i.test(name) ? 0 : /\.rels$/i.test(name) ? 1 : objectPart.test(name) ? 3 : 2;
  return entries
    .filter(({ name, bytes }) => bytes > 0 && !passive.test(name))
    .sort((a, b) => rank(a) - rank(b) || a.bytes - b.bytes)
    .slice(0, mostParts);
}

class PackageJudge {
  /** Parts that relationships name as objects or ribbons, whatever their names are. */
  private readonly objects = new Set<string>();
  private readonly ribbons = new Set<string>();

  constructor(
    private readonly file: FileView,
    private readonly parts: PackageParts,
    private readonly findings: Findings,
    private readonly entries: readonly ZipEntry[],
  ) {}

  async part(entry: ZipEntry): Promise<void> {
    const { name } = entry;
    if (/^\[content_types\]\.xml$/i.test(name)) return this.tags(entry, (tag) => this.contentType(tag));
    if (/\.rels$/i.test(name)) return this.tags(entry, (tag) => this.relationship(tag, entry));
    const key = name.toLowerCase();
    if (objectPart.test(name) || this.objects.has(key)) {
      const bytes = await this.parts.read(entry, mostOfObject);
      if (bytes) judgeObject(bytes, this.parts.at(entry), this.findings, name);
    } else if (/\.(?:xml|bin)$/i.test(name) || this.ribbons.has(key)) await this.content(entry);
  }

  private async content(entry: ZipEntry): Promise<void> {
    const at = this.parts.at(entry);
    const text = await this.parts.text(entry, mostOfText);
    if (text === undefined) return;
    if (this.ribbons.has(entry.name.toLowerCase()) && callback.test(text))
      this.findings.active('macro', at, entry.name);
    judgeText(text, at, this.findings, entry.name);
  }

  private async tags(entry: ZipEntry, visit: (tag: Tag) => void): Promise<void> {
    const text = await this.parts.text(entry, mostOfList);
    if (text === undefined) return;
    visitTags(text.replace(/^(?:\ufeff|\xef\xbb\xbf)/, ''), this.file.work, (tag) => {
      visit(tag);
      return false;
    });
  }

  private contentType({ attributes }: Tag): void {
    const type = attributeOf(attributes, 'contenttype');
    const part = attributeOf(attributes, 'partname') ?? attributeOf(attributes, 'extension') ?? '';
    if (type === undefined) return;
    const at = this.placeOf(part);
    if (macroContentType.test(type)) this.findings.active('macro', at, part);
    else if (controlContentType.test(type)) this.findings.active('control', at, part);
    else if (/oleObject/i.test(type)) this.objects.add(part.replace(/^\//, '').toLowerCase());
  }

  private relationship({ attributes }: Tag, list: ZipEntry): void {
    const relationship = relationshipOf(attributes);
    if (!relationship) return;
    const part = relationship.isExternal ? list.name : resolved(list.name, relationship.target);
    if (!relationship.isExternal) {
      if (/\/(?:oleObject|package)$/i.test(relationship.type)) this.objects.add(part.toLowerCase());
      if (/\/ui\/(?:extensibility|userCustomization)$/i.test(relationship.type))
        this.ribbons.add(part.toLowerCase());
    }
    const at = relationship.isExternal ? this.parts.at(list) : this.placeOf(part, list);
    judgeRelationship(relationship, at, this.findings, part);
  }

  private placeOf(part: string, otherwise = this.entries[0]): number {
    const name = part.replace(/^\//, '').toLowerCase();
    const entry = this.entries.find((one) => one.name.toLowerCase() === name) ?? otherwise;
    return entry ? this.parts.at(entry) : 0;
  }
}

/** Names of attributes in any case: readers are lenient. */
export function attributeOf(attributes: readonly string[], name: string): string | undefined {
  for (let i = 0; i + 1 < attributes.length; i += 2)
    if ((attributes[i] as string).toLowerCase() === name) return plainTarget(attributes[i + 1] as string);
  return undefined;
}

/** A relationship from the attributes of its element; `undefined` if the element is none. */
export function relationshipOf(attributes: readonly string[]): Relationship | undefined {
  const type = attributeOf(attributes, 'type');
  const target = attributeOf(attributes, 'target');
  if (type === undefined || target === undefined) return undefined;
  return { type, target, isExternal: attributeOf(attributes, 'targetmode')?.toLowerCase() === 'external' };
}

/** The part to which a relationship leads, from the folder above its list (ECMA-376 part 2, 9.3.3). */
function resolved(list: string, target: string): string {
  const base = list.replace(/(?:^|\/)_rels\/[^/]*$/i, '');
  try {
    return decodeURIComponent(new URL(target, `part:///${base}/`).pathname.replace(/^\/+/, ''));
  } catch {
    return target;
  }
}

/** What the text of a part says, of a package or of a document in one file. */
export function judgeText(text: string, at: number, findings: Findings, part?: string): void {
  judgeFields(text, at, findings, part);
  if (/<(?:[\w.-]{1,64}:)?ddeLink\b/i.test(text)) findings.active('dde', at, part);
  if (/ppaction:\/\/program/i.test(text)) findings.active('launch', at, part);
  if (/ppaction:\/\/macro/i.test(text)) findings.active('macro', at, part);
  if (!text.includes('|') && !/DDE\s*\(/i.test(text)) return;
  for (const [, formula = ''] of text.matchAll(/<(?:[\w.-]{1,64}:)?f(?:\s[^<>]{0,400})?>([^<]{4,8192})</g)) {
    if (mayHoldDde.test(formula) && holdsDdeFormula(`=${plainFormula(formula)}`))
      findings.active('dde', at, part);
  }
}

/** Most formulas are dismissed by it. */
const mayHoldDde = /!["'$&\w]|DDE/i;
const plainFormula = (formula: string): string =>
  formula.includes('&')
    ? formula.replaceAll('&apos;', "'").replaceAll('&quot;', '"').replaceAll('&#39;', "'")
    : formula;
