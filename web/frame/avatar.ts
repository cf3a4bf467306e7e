import { element } from '../dom/element.js';

/** The first letter in a circle. */
export function avatar(subject: string): HTMLElement {
  const letter = [...subject][0]?.toUpperCase() ?? '?';
  return element('span', { className: 'avatar', ariaHidden: 'true' }, letter);
}
