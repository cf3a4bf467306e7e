import { element, write } from '../dom/element.js';
import { figure } from '../words/figure.js';
import { words } from '../words/words.js';
import type { FileRow } from './file-row.js';
import { layoutNow, type Layout } from './layout.js';

/** The rows, newest first, with a note for an empty list and a button for older files. */
export class FileListView {
  private readonly rows = element('ul', { className: 'rows' });
  private readonly skeletons = element(
    'div',
    { className: 'rows', hidden: true },
    element('p', { className: 'visually-hidden' }, words().files.loading),
    ...[1, 2, 3].map(() => element('div', { className: 'row row-skeleton bone', ariaHidden: 'true' })),
  );
  private readonly count = element('span', { className: 'count' });
  private readonly title = element(
    'h2',
    { tabIndex: -1, className: 'list-title' },
    words().files.list,
    ' ',
    this.count,
  );
  private readonly instead = element('div', { className: 'list-instead' });
  private readonly older = element(
    'button',
    { type: 'button', className: 'button', hidden: true },
    words().files.older,
  );
  readonly element = element(
    'section',
    { className: 'list' },
    this.title,
    this.instead,
    this.rows,
    this.skeletons,
    this.older,
  );
  private readonly byElement = new Map<Element, FileRow>();
  private complete = false;
  private empty: HTMLElement | undefined;

  constructor(showOlder: () => void) {
    this.older.addEventListener('click', showOlder);
    this.lay(layoutNow());
  }

  lay(layout: Layout): void {
    this.element.dataset['layout'] = layout;
  }

  /** @param empty shown instead of an empty list */
  begin(empty: HTMLElement): void {
    this.rows.replaceChildren();
    this.byElement.clear();
    this.complete = false;
    this.empty = empty;
    this.update();
  }

  showLoading(): void {
    this.instead.replaceChildren();
    this.skeletons.hidden = false;
    this.older.hidden = true;
  }

  /** @param complete there are no older files */
  showLoaded(complete: boolean): void {
    this.skeletons.hidden = true;
    this.complete = complete;
    this.update();
  }

  /** @param why with a button to retry */
  showFailure(why: HTMLElement): void {
    this.skeletons.hidden = true;
    this.instead.replaceChildren(why);
  }

  addNewest(row: FileRow): void {
    this.rows.prepend(row.element);
    this.showRow(row);
  }

  addOldest(row: FileRow): void {
    this.rows.append(row.element);
    this.showRow(row);
  }

  /** Removes the row; if it had the focus, the next one gets it. */
  remove(row: FileRow): void {
    const neighbour = row.element.nextElementSibling ?? row.element.previousElementSibling;
    const focused = row.element.contains(document.activeElement);
    row.element.remove();
    this.byElement.delete(row.element);
    if (focused)
      (neighbour && this.byElement.get(neighbour) ? this.byElement.get(neighbour) : this.title)?.focus();
    this.update();
  }

  private showRow(row: FileRow): void {
    this.byElement.set(row.element, row);
    this.update();
  }

  private update(): void {
    const { size } = this.byElement;
    write(this.count, size === 0 ? '' : `${figure(size)}${this.complete ? '' : '+'}`);
    this.instead.replaceChildren(...(size === 0 && this.complete && this.empty ? [this.empty] : []));
    this.older.hidden = this.complete || size === 0;
  }
}
