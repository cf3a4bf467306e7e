import { element } from './element.js';
import { icon } from './icon.js';

/**
 * Takes files by drag and drop anywhere on the page, or by the chooser, which keyboards reach as a file input.
 * @param take what to do with the files
 * @param turnDown what to do when something is dropped that is no file, with the reason
 */
export function dropZone(
  take: (files: readonly File[]) => void,
  turnDown: (reason: string) => void,
): {
  readonly element: HTMLElement;
  readonly hint: HTMLElement;
} {
  const hint = element('span', { className: 'drop-hint', id: 'drop-hint' });
  const input = element('input', { type: 'file', multiple: true, className: 'drop-input' });
  input.setAttribute('aria-describedby', hint.id);
  input.addEventListener('change', () => {
    take([...(input.files ?? [])]);
    // So that choosing the same file again is a change again.
    input.value = '';
  });
  const zone = element(
    'label',
    { className: 'drop' },
    input,
    element('span', { className: 'drop-sign' }, icon('upload')),
    element(
      'span',
      { className: 'drop-title' },
      'Drop files here or ',
      element('span', { className: 'drop-link' }, 'choose files'),
    ),
    hint,
  );
  takeDrops(zone, take, turnDown);
  return { element: zone, hint };
}

function takeDrops(
  zone: HTMLElement,
  take: (files: readonly File[]) => void,
  turnDown: (reason: string) => void,
): void {
  const page = document.documentElement;
  const leaves = new AbortController();
  // The listeners belong to the page, since a drop beside the zone would make the browser open the file.
  const listen = (type: 'dragover' | 'dragleave' | 'drop', listener: (event: DragEvent) => void) =>
    page.addEventListener(
      type,
      (event) => {
        if (!zone.isConnected) return leaves.abort();
        if (event.dataTransfer?.types.includes('Files')) listener(event);
      },
      { signal: leaves.signal },
    );
  listen('dragover', (event) => {
    event.preventDefault();
    zone.classList.add('drop-over');
  });
  listen('dragleave', ({ relatedTarget }) => {
    if (relatedTarget === null) zone.classList.remove('drop-over');
  });
  listen('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('drop-over');
    const items = [...(event.dataTransfer?.items ?? [])].filter(({ kind }) => kind === 'file');
    const files = items
      .filter((item) => !item.webkitGetAsEntry()?.isDirectory)
      .map((item) => item.getAsFile());
    if (files.length < items.length) turnDown('Folders cannot be sent; choose the files in them.');
    take(files.filter((file) => file !== null));
  });
}
