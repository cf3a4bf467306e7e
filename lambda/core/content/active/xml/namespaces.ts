import { plainTarget } from '../../text/plain-target.js';
import type { Tag } from '../../text/xml-tags.js';

/** Elements of these run in a browser, below whatever root; addresses in those of XForms do. */
export const pageSpaces = [
  'http://www.w3.org/1999/xhtml',
  'http://www.w3.org/2000/svg',
  'http://www.w3.org/1998/Math/MathML',
  'http://www.w3.org/2002/xforms',
  'http://www.mozilla.org/keymaster/gatekeeper/there.is.only.xul',
];
/** XBL of Mozilla and of the W3C: nothing but scripts that are bound to elements. */
export const bindingSpaces = ['http://www.mozilla.org/xbl', 'http://www.w3.org/ns/xbl'];
/** XML Events: what calls a script when something happens. */
export const eventSpace = 'http://www.w3.org/2001/xml-events';
/** Transformations call Java and PHP by them, without an element of a script. */
export const codeSpace =
  /^(?:https?:\/\/xml\.apache\.org\/(?:xalan|xslt)\/java|xalan:\/\/|https?:\/\/php\.net\/xsl|java:java|https?:\/\/saxon\.sf\.net\/java-type)/i;
export const formSpace = 'http://www.w3.org/2002/xforms';
export const linkSpace = 'http://www.w3.org/1999/xlink';

/** A declaration, and what the prefix stood for outside of its element. */
interface Scope {
  readonly depth: number;
  readonly prefix: string;
  readonly outer: string | undefined;
}

/** What each prefix stands for while a document is walked (Namespaces in XML 1.0, section 6). */
export class Namespaces {
  private readonly scopes: Scope[] = [];
  private readonly current = new Map<string, string>();

  /** Enters an element: what others before it declared no longer holds. */
  enter({ depth, attributes }: Tag): void {
    while ((this.scopes.at(-1)?.depth ?? -1) >= depth) this.leave();
    for (let i = 0; i + 1 < attributes.length; i += 2) {
      const name = attributes[i] as string;
      if (!name.startsWith('xmlns')) continue;
      const prefix = name === 'xmlns' ? '' : name.slice(6);
      this.scopes.push({ depth, prefix, outer: this.current.get(prefix) });
      this.current.set(prefix, plainTarget(attributes[i + 1] as string));
    }
  }

  private leave(): void {
    const scope = this.scopes.pop();
    if (!scope) return;
    if (scope.outer === undefined) this.current.delete(scope.prefix);
    else this.current.set(scope.prefix, scope.outer);
  }

  /** The namespace of an element by its name as written; empty without one. */
  of(name: string): string {
    const colon = name.indexOf(':');
    return this.current.get(colon < 0 ? '' : name.slice(0, colon)) ?? '';
  }
}
