type Markup = 'innerHTML' | 'outerHTML';

/**
 * Makes one element with its properties and children. Strings become text, never markup: what a file or a person
 * is called cannot change the page.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<Omit<HTMLElementTagNameMap[Tag], Markup>> = {},
  ...children: readonly (Node | string | undefined)[]
): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag);
  Object.assign(node, properties);
  node.append(...children.filter((child) => child !== undefined));
  return node;
}
