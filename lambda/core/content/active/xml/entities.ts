import type { Findings } from '../../evidence/finding.js';
import { doctypeEnd } from '../../text/markup.js';
import { plainTarget } from '../../text/plain-target.js';
import { isElsewhere } from '../target.js';

/** XML 1.0, 4.2: entities by their name, with a value, or with the address of one. `NDATA` is never parsed. */
const declarations =
  /<!ENTITY\s+(%\s+)?([^\s"'<>%&]{1,256})\s+(?:(SYSTEM|PUBLIC\s+(?:"[^"]*"|'[^']*'))\s*(?:"([^"]*)"|'([^']*)')|"([^"]*)"|'([^']*)')/g;
const references = /&([^\s#;&<>"']{1,256});/g;
/** What is written out where each entity is replaced; the limit of libxml2 is 10 MB. */
const mostCharacters = 4 * 1024 * 1024;
const mostEntities = 4096;
/** Modules of published document types, which parsers know by their public names. */
const published = /^https?:\/\/(?:www\.)?(?:w3\.org|oasis-open\.org|docbook\.org)\//i;

/** The document type declaration of a text, or nothing. */
export function doctypeOf(text: string): { readonly declaration: string; readonly at: number } | undefined {
  const at = text.search(/<!DOCTYPE/i);
  if (at < 0) return undefined;
  const end = doctypeEnd(text, at);
  return { declaration: text.slice(at, end < 0 ? text.length : end), at };
}

/** Entities that load a file, and such as grow when they are written out ("billion laughs"). */
export function judgeEntities(text: string, base: number, findings: Findings): void {
  const doctype = doctypeOf(text);
  if (!doctype) return;
  const { declaration, at } = doctype;
  const values = new Map<string, string>();
  for (const found of declaration.matchAll(declarations)) {
    const [, isParameter, name = '', external, double, single, value = found[7]] = found;
    if (external !== undefined)
      judgeExternal(external, double ?? single ?? '', base + at + found.index, findings);
    else if (values.size < mostEntities && !values.has(name))
      values.set(`${isParameter ? '%' : ''}${name}`, value ?? '');
  }
  judgeDoctype(declaration, base + at, findings);
  if (values.size > 0 && growth(values, text.slice(at + declaration.length)) > mostCharacters)
    findings.active('entity', base + at);
}

function judgeExternal(how: string, address: string, at: number, findings: Findings): void {
  const target = plainTarget(address);
  if (how.startsWith('PUBLIC') && published.test(target)) return;
  const isBeside = !isElsewhere(target) && !/^(?:[/\\]|[a-z]:)|\.\.[/\\]/i.test(target);
  findings.active(isBeside ? 'external-content' : 'entity', at);
}

/** A document type that is loaded from a site, without the public name by which parsers have their own copy. */
function judgeDoctype(declaration: string, at: number, findings: Findings): void {
  const found = /^<!DOCTYPE\s+[^\s[>]+\s+SYSTEM\s*(?:"([^"]*)"|'([^']*)')/i.exec(declaration);
  if (found && isElsewhere(found[1] ?? found[2] ?? '')) findings.active('external-content', at);
}

/** How many characters the references of a document are written out to; infinite if an entity holds itself. */
function growth(values: ReadonlyMap<string, string>, body: string): number {
  const lengths = new Map<string, number>();
  let left = mostEntities * 16;
  const written = (text: string, depth: number): number => {
    let length = text.length;
    for (const [, name = ''] of text.matchAll(references)) {
      if (--left < 0) return Infinity;
      length += lengthOf(name, depth);
      if (length > mostCharacters) break;
    }
    return length;
  };
  const lengthOf = (name: string, depth: number): number => {
    const value = values.get(name);
    if (value === undefined) return 0;
    const known = lengths.get(name);
    if (known !== undefined) return known;
    // Until it is known, a reference back to it is one to itself.
    lengths.set(name, Infinity);
    const length = depth > 256 ? Infinity : written(value, depth + 1);
    lengths.set(name, length);
    return length;
  };
  // Each reference in the body costs again, however short the body is.
  let total = 0;
  for (const [, name = ''] of body.matchAll(references)) {
    total += lengthOf(name, 0);
    if (total > mostCharacters) return total;
  }
  for (const name of values.keys()) if (lengthOf(name, 0) > mostCharacters) return Infinity;
  return total;
}
