/** `Delete {name}?` with nodes in its gaps. A gap without a node stays as it is. */
export function fill(text: string, nodes: Readonly<Record<string, Node>>): readonly (Node | string)[] {
  return text.split(/(\{\w+\})/).map((piece) => nodes[piece.slice(1, -1)] ?? piece);
}
