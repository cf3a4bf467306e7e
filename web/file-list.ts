import { element } from './element.js';
import type { FileRow } from './file-row.js';

/** The rows, newest first, with words for an empty list and a way to older files. */
export class FileList {
  private readonly rows = element('ul', { className: 'rows' });
  private readonly count = element('span', { className: 'count' });
  private readonly title = element('h2', { tabIndex: -1, className: 'list-title' }, 'Files ', this.count);
  private readonly empty = element(
    'div',
    { className: 'empty', hidden: true },
    element('p', { className: 'empty-title' }, 'Nothing here yet'),
    element(
      'p',
      {},
      'Drop in a photo and see it verified. Then rename any program to ',
      element('code', {}, '.png'),
      ', drop that in, and see it refused.',
    ),
  );
  private readonly older = element(
    'button',
    { type: 'button', className: 'button', hidden: true },
    'Show older files',
  );
  readonly element = element('section', { className: 'list' }, this.title, this.empty, this.rows, this.older);
  private readonly byElement = new Map<Element, FileRow>();
  private complete = false;

  constructor(showOlder: () => void) {
    this.older.addEventListener('click', showOlder);
  }

  addNewest(row: FileRow): void {
    this.rows.prepend(row.element);
    this.added(row);
  }

  addOldest(row: FileRow): void {
    this.rows.append(row.element);
    this.added(row);
  }

  /** Takes the row away; where it held the focus, that goes to the next one. */
  remove(row: FileRow): void {
    const neighbour = row.element.nextElementSibling ?? row.element.previousElementSibling;
    const focused = row.element.contains(document.activeElement);
    row.element.remove();
    this.byElement.delete(row.element);
    if (focused)
      (neighbour && this.byElement.get(neighbour) ? this.byElement.get(neighbour) : this.title)?.focus();
    this.update();
  }

  /** @param complete there are no older files */
  loaded(complete: boolean): void {
    this.complete = complete;
    this.update();
  }

  private added(row: FileRow): void {
    this.byElement.set(row.element, row);
    this.update();
  }

  private update(): void {
    const { size } = this.byElement;
    this.count.textContent = size === 0 ? '' : `${size}${this.complete ? '' : '+'}`;
    this.empty.hidden = size > 0 || !this.complete;
    this.older.hidden = this.complete || size === 0;
  }
}
