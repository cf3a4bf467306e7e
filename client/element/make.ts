import { visibleText } from '../../text/visible-text.js';

/** Creates an element of the shadow tree, with the name by which pages style it. Strings become text, never markup. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  part: string,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const node = Object.assign(document.createElement(tag), properties);
  if (part) node.setAttribute('part', part);
  node.append(...children.map((child) => (typeof child === 'string' ? visibleText(child) : child)));
  return node;
}
