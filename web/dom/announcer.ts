import { write } from './element.js';
/** Says a sentence to screen readers; sentences that come together are read together. */
export function announceToScreenReaders(sentence: string): void {
  const region = document.getElementById('announcer');
  if (!region) return;
  const line = document.createElement('p');
  write(line, sentence);
  region.append(line);
  while (region.childElementCount > 5) region.firstElementChild?.remove();
}
