import { write } from './element.js';
/** Announces a sentence to screen readers; sentences at the same time are combined. */
export function announceToScreenReaders(sentence: string): void {
  const region = document.getElementById('announcer');
  if (!region) return;
  const line = document.createElement('p');
  write(line, sentence);
  region.append(line);
  while (region.childElementCount > 5) region.firstElementChild?.remove();
}
