import type { Findings } from '../../evidence/finding.js';
import { serverNamespace } from '../../evidence/server-tags.js';
import type { FileView } from '../../reading/file-view.js';
import { activeMarkup } from '../../text/markup.js';
import { LocalNames } from '../../text/local-names.js';
import { plainTarget } from '../../text/plain-target.js';
import { hidingEncoding } from '../../text/xml-encoding.js';
import { visitTags, type Tag } from '../../text/xml-tags.js';
import { doctypeOf, judgeEntities } from './entities.js';
import { holdsDdeFormula } from '../field.js';
import {
  bindingSpaces,
  codeSpace,
  eventSpace,
  formSpace,
  linkSpace,
  Namespaces,
  pageSpaces,
} from './namespaces.js';
import { judgeDocumentText } from '../open-document.js';
import { attributeOf, controlContentType, judgeText, macroContentType, relationshipOf } from '../open-xml.js';
import { judgeRelationship } from '../relationship.js';
import { judgeObject } from '../ole-package.js';
import { isElsewhere } from '../target.js';
import { textPieces } from '../whole-text.js';

const runs = new Set('script iframe object embed handler listener foreignobject frame applet'.split(' '));
/** Of a scriptlet, a job of Windows Script Host, a style sheet of MSXML, or XUL. */
const scriptLanguage = /^(?:j(?:ava)?script|vbs(?:cript)?|ecmascript|perlscript|c#|csharp|vb|visualbasic)/i;
const activeTarget =
  /^(?:javascript|vbscript|livescript|data:(?:text\/html|text\/xml|image\/svg|application\/x))/i;

/** XML whose root is none of HTML and SVG: data, and documents of Office and OpenDocument in one file. */
export async function judgeXml(file: FileView, findings: Findings): Promise<void> {
  for (const { text, at } of await textPieces(file)) {
    judgeInstructions(text, at, findings);
    judgeEntities(text, at, findings);
    judgeText(text, at, findings);
    if (/<(?:office|script|text|draw):/.test(text)) judgeDocumentText(text, at, findings);
    if (at > 0) continue;
    if (hidingEncoding(text) !== undefined) findings.active('script', 0);
    const judge = new XmlJudge(text, findings);
    const isWellFormed = visitTags(text, file.work, (tag) => judge.tag(tag));
    // A browser shows what stands before a fault, and runs it.
    if (!isWellFormed && pageSpaces.some((space) => text.includes(space))) {
      const loose = activeMarkup.exec(text);
      if (loose) findings.active('script', loose.index);
    }
  }
}

/** "Associating Style Sheets with XML documents 1.0": a transformation in the document itself writes the page. */
function judgeInstructions(text: string, base: number, findings: Findings): void {
  for (const { 0: instruction, index } of text.matchAll(/<\?xml-stylesheet\s(?:[^?]|\?(?!>)){0,4000}/g)) {
    const href = plainTarget(
      /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(instruction)?.slice(1).join('') ?? '',
    );
    const isCss = /\btype\s*=\s*["']text\/css/i.test(instruction);
    if (/^(?:javascript|vbscript|data):/i.test(href) || (!isCss && href.startsWith('#')))
      findings.active('script', base + index);
    else if (!isCss || isElsewhere(href)) findings.active('stylesheet', base + index);
  }
}

/** No shorter value is an address that runs something, however it is written. */
const leastAddress = 9;
/** The data of a part stand within so many characters behind its tag. */
const nearBytes = 4096;
/** With the name of their element; shorter ones are no program, and hold none. */
const leastObject = 27;

class XmlJudge {
  private readonly spaces = new Namespaces();
  /** A document type can declare a namespace, or hold elements in an entity. */
  private readonly isHidden: boolean;
  private readonly names = new LocalNames();
  /** Where the next data of an object stand, and those that were judged last. */
  private nextObject = 0;
  private lastObject = -1;

  constructor(
    private readonly text: string,
    private readonly findings: Findings,
  ) {
    const declaration = doctypeOf(text)?.declaration ?? '';
    const isNamed = /<!ATTLIST[^<>]{0,2000}\bxmlns/.test(declaration) || /<!ENTITY/.test(declaration);
    const plain = isNamed ? plainTarget(declaration.slice(0, 64 * 1024)) : '';
    this.isHidden = [...pageSpaces, eventSpace].some((space) => plain.includes(space));
    if (bindingSpaces.some((space) => plain.includes(space)))
      findings.active('script', text.search(/<!DOCTYPE/i));
    if (isNamed && /<!ENTITY[^>]*(?:<|&#(?:60|x0*3c);)/i.test(declaration) && activeMarkup.test(plain))
      findings.active('script', text.search(/<!DOCTYPE/i));
  }

  /** Never ends the walk: every kind is looked for. */
  tag(tag: Tag): boolean {
    this.spaces.enter(tag);
    const local = this.names.of(tag.name);
    const space = this.spaces.of(tag.name);
    const isPage = this.isHidden || pageSpaces.includes(space);
    if (isPage) this.page(tag, local);
    if (space.endsWith(serverNamespace) || bindingSpaces.includes(space) || space === eventSpace)
      this.findings.active('script', tag.at);
    if (local === 'script') this.scriptlet(tag);
    this.office(tag, local);
    for (let i = 0; i + 1 < tag.attributes.length; i += 2)
      this.attribute(tag.attributes[i] as string, tag.attributes[i + 1] as string, tag.at, space, isPage);
    return false;
  }

  private page({ at, attributes }: Tag, local: string): void {
    if (runs.has(local)) this.findings.active('script', at);
    // HTML, "Refresh state": another page in place of this one.
    if (local === 'meta' && attributeOf(attributes, 'http-equiv')?.toLowerCase() === 'refresh')
      this.findings.active('external-object', at);
  }

  private attribute(name: string, value: string, at: number, space: string, isPage: boolean): void {
    const local = this.names.of(name);
    if (isPage && local.charCodeAt(0) === 0x6f && /^on[a-z]/.test(local)) this.findings.active('script', at);
    const isLink = isPage || (local === 'href' && this.spaces.of(name) === linkSpace);
    if (isLink && value.length >= leastAddress && activeTarget.test(plainTarget(value)))
      this.findings.active('script', at);
    if ((local === 'handler' || local === 'event') && name !== local) this.event(name, local, at, space);
    if (value.length >= leastAddress && name.startsWith('xmlns:') && codeSpace.test(plainTarget(value)))
      this.findings.active('script', at);
    if (local === 'macrospresent' && /^(?:yes|true|on|1)$/i.test(value)) this.findings.active('macro', at);
    if (local === 'formula' && holdsDdeFormula(value.replaceAll('&apos;', "'")))
      this.findings.active('dde', at);
  }

  /** XML Events 1.0, 3: by attributes; the actions of XForms alone are no scripts. */
  private event(name: string, local: string, at: number, space: string): void {
    const calls = space !== formSpace || local === 'handler';
    if (calls && (this.isHidden || this.spaces.of(name) === eventSpace)) this.findings.active('script', at);
  }

  /** Scripts that need no namespace of a page: whatever reads them goes by their language. */
  private scriptlet({ at, attributes, name }: Tag): void {
    const language = attributeOf(attributes, 'language') ?? attributeOf(attributes, 'type') ?? '';
    const isOfTransformation = /urn:schemas-microsoft-com:xslt|there\.is\.only\.xul|xml\.apache\.org\/xalan/i;
    if (
      scriptLanguage.test(language.replace(/^(?:text|application)\/(?:x-)?/i, '')) ||
      isOfTransformation.test(this.spaces.of(name))
    )
      this.findings.active('script', at);
  }

  private office({ at, attributes, name }: Tag, local: string): void {
    if (local === 'relationship') {
      const relationship = relationshipOf(attributes);
      if (relationship) judgeRelationship(relationship, at, this.findings, relationship.target);
    } else if (local === 'part') this.part(at, attributes);
    else if (local === 'bindata' || local === 'docsuppdata' || local === 'vbprojectdata')
      this.binary(local, at, attributes);
    else if (local === 'attachedtemplate') {
      const target = attributeOf(attributes, `${name.split(':')[0] ?? ''}:val`.toLowerCase()) ?? '';
      if (isElsewhere(target)) this.findings.active('external-template', at);
    } else if (local === 'ocx') this.findings.active('control', at);
  }

  /** [MS-OFFXML]: of Word 2003, the project of macros is `editdata.mso`; of Visio, data of its own element. */
  private binary(local: string, at: number, attributes: readonly string[]): void {
    const name = attributes.find(
      (_, i) => i % 2 === 1 && this.names.of(attributes[i - 1] as string) === 'name',
    );
    if (local !== 'bindata' || /\.mso$/i.test(name ?? '')) this.findings.active('macro', at, name);
  }

  /** Flat OPC: a package in one file, whose parts state their types. */
  private part(at: number, attributes: readonly string[]): void {
    const named = (wanted: string) =>
      attributes.find((_, i) => i % 2 === 1 && this.names.of(attributes[i - 1] as string) === wanted);
    const type = plainTarget(named('contenttype') ?? '');
    const name = named('name');
    if (macroContentType.test(type)) this.findings.active('macro', at, name);
    else if (controlContentType.test(type)) this.findings.active('control', at, name);
    else if (/oleObject/i.test(type)) this.object(at, name);
  }

  private object(at: number, name: string | undefined): void {
    if (this.nextObject >= 0 && this.nextObject < at) this.nextObject = this.text.indexOf('binaryData>', at);
    const from = this.nextObject;
    if (from < at || from > at + nearBytes || from === this.lastObject) return;
    this.lastObject = from;
    const end = this.text.indexOf('<', from + 11);
    if (end >= 0 && end - from < leastObject) return;
    const content = this.text.slice(from + 11, Math.min(end < 0 ? Infinity : end, from + 256 * 1024));
    judgeObject(Buffer.from(content, 'base64'), at, this.findings, name);
  }
}
