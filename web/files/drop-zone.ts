import { element } from '../dom/element.js';
import { fill } from '../dom/fill.js';
import { icon } from '../dom/icon.js';
import { words } from '../words/words.js';
import { takeFromPage, type Takes } from './take-from-page.js';

/**
 * Accepts files by drag and drop anywhere on the page, from the clipboard, by the file chooser, or from a phone's
 * camera.
 */
export function dropZone(takes: Takes): { readonly element: HTMLElement; readonly hint: HTMLElement } {
  const { title, touchTitle, choose, camera } = words().drop;
  // There is no drag and drop on touch screens.
  const isTouched = matchMedia('(pointer: coarse)').matches;
  const hint = element('span', { className: 'drop-hint', id: 'drop-hint' });
  const input = fileInput({ multiple: true }, takes);
  input.classList.add('drop-input');
  input.setAttribute('aria-describedby', hint.id);
  const link = element('span', { className: 'drop-link' }, choose);
  const zone = element(
    'label',
    { className: 'drop' },
    input,
    element('span', { className: 'drop-sign' }, icon('upload')),
    element('span', { className: 'drop-title' }, ...fill(isTouched ? touchTitle : title, { choose: link })),
    hint,
  );
  takeFromPage(zone, takes);
  return { element: element('div', { className: 'drop-area' }, zone, cameraButton(camera, takes)), hint };
}

/** For devices with a camera: style sheets show it only on touch screens. */
export function cameraButton(text: string, takes: Takes, accept = 'image/*'): HTMLElement {
  const input = fileInput({ accept, capture: 'environment' }, takes);
  input.classList.add('button-input');
  return element('label', { className: 'button camera' }, input, icon('camera'), element('span', {}, text));
}

export function fileInput(
  properties: Partial<Pick<HTMLInputElement, 'accept' | 'capture' | 'multiple'>>,
  { take }: Takes,
): HTMLInputElement {
  const input = element('input', { type: 'file', ...properties });
  input.addEventListener('change', () => {
    take([...(input.files ?? [])]);
    // So that choosing the same file again fires a change event.
    input.value = '';
  });
  return input;
}
