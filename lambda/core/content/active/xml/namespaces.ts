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
export const formSpace = 'http://www.w3.org/2002/xforms';
export const linkSpace = 'http://www.w3.org/1999/xlink';

interface Scope {
  readonly depth: number;
  readonly prefix: string;
  readonly uri: string;
}

/** What each prefix stands for while a document is walked (Namespaces in XML 1.0, section 6). */
export class Namespaces {
  private readonly scopes: Scope[] = [];

  /** Enters an element: what others before it declared no longer holds. */
  enter({ depth, attributes }: Tag): void {
    while ((this.scopes.at(-1)?.depth ?? -1) >= depth) this.scopes.pop();
    for (let i = 0; i + 1 < attributes.length; i += 2) {
      const name = attributes[i] as string;
      if (!name.startsWith('xmlns')) continue;
      const prefix = name === 'xmlns' ? '' : name.slice(6);
      this.scopes.push({ depth, prefix, uri: plainTarget(attributes[i + 1] as string) });
    }
  }

  /** The namespace of an element by its name as written; empty without one. */
  of(name: string): string {
    const colon = name.indexOf(':');
    const prefix = colon < 0 ? '' : name.slice(0, colon);
    for (let i = this.scopes.length - 1; i >= 0 && i > this.scopes.length - 64; i--) {
      const scope = this.scopes[i] as Scope;
      if (scope.prefix === prefix) return scope.uri;
    }
    return '';
  }
}
