/** What TypeDoc's JSON holds of a declaration, as far as tests look at it. */
export interface Declared {
  readonly name: string;
  /** TypeDoc's `ReflectionKind`. */
  readonly kind: number;
  readonly comment?: Comment;
  readonly flags?: { readonly isOptional?: boolean };
  readonly inheritedFrom?: object;
  readonly children?: readonly Declared[];
  readonly signatures?: readonly Declared[];
}

interface Comment {
  readonly blockTags?: readonly {
    readonly tag: string;
    readonly content: readonly { readonly text: string }[];
  }[];
}

export const kinds = {
  function: 64,
  class: 128,
  interface: 256,
  property: 1024,
  method: 2048,
  typeLiteral: 65536,
  alias: 2097152,
  reference: 4194304,
} as const;

/** Everything that is declared, with the names of what it is declared in. */
export function* declarations(
  within: object,
  path: readonly string[] = [],
): Generator<readonly [path: readonly string[], declared: Declared]> {
  const isDeclared = 'name' in within && 'kind' in within && !('target' in within);
  const here = isDeclared ? [...path, String(within.name)] : path;
  if (isDeclared) yield [here, within as unknown as Declared];
  for (const value of Object.values(within) as unknown[])
    if (typeof value === 'object' && value !== null) yield* declarations(value, here);
}

/** The texts of a declaration's own tags of one name. */
export const ownTags = ({ comment }: Declared, name: `@${string}`): string[] =>
  (comment?.blockTags ?? [])
    .filter(({ tag }) => tag === name)
    .map(({ content }) => content.map(({ text }) => text).join(''));

/** Also those of its signatures: a function has its comment there. */
export const tags = (declared: Declared, name: `@${string}`): string[] => [
  ...ownTags(declared, name),
  ...(declared.signatures ?? []).flatMap((signature) => tags(signature, name)),
];
