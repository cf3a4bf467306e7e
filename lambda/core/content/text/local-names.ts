/** Documents have a few hundred names; so many are remembered. */
const mostNames = 1024;

/** Names of elements and attributes without their prefix, in small letters; each is cut once. */
export class LocalNames {
  private readonly known = new Map<string, string>();

  of(name: string): string {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const local = name.slice(name.lastIndexOf(':') + 1).toLowerCase();
    if (this.known.size < mostNames) this.known.set(name, local);
    return local;
  }
}
