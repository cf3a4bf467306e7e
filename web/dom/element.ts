import { visibleText } from '../../text/visible-text.js';

type Markup = 'innerHTML' | 'outerHTML';
type Properties<Node extends Element> = Partial<Omit<Node, Markup>>;

/** Properties that are shown or read out. (Not the values of fields, which belong to the user.) */
const shown = new Set(['textContent', 'title', 'ariaLabel', 'alt', 'placeholder']);

/**
 * Creates one element with its properties and children. Strings become text, never markup, with invisible characters
 * replaced: names of files and people can neither change the page nor imitate something else.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Properties<HTMLElementTagNameMap[Tag]> = {},
  ...children: readonly (Node | string | undefined)[]
): HTMLElementTagNameMap[Tag] {
  const node = set(document.createElement(tag), properties);
  const there = children.filter((child) => child !== undefined);
  node.append(...there.map((child) => (typeof child === 'string' ? visibleText(child) : child)));
  return node;
}

/** Changes properties of an element, by the same rule. */
export function set<Changed extends Element>(node: Changed, properties: Properties<Changed>): Changed {
  const entries = Object.entries(properties).map(([name, value]: [string, unknown]) =>
    typeof value === 'string' && shown.has(name)
      ? // A description that is read out may have several lines.
        [name, visibleText(name === 'textContent' ? value : value.replace(/[\r\n]+/g, ' '))]
      : [name, value],
  );
  return Object.assign(node, Object.fromEntries(entries));
}

/** Changes its text. */
export const write = (node: Element, text: string): Element => set(node, { textContent: text });
