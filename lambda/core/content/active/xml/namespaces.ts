import { plainTarget } from '../../text/plain-target.js';
import type { Tag } from '../../text/xml-tags.js';

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
