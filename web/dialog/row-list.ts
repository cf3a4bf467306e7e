import { element } from '../dom/element.js';

/**
 * The rows of a list that is still being read while the reader already changes it: each id has one row, and what was
 * done here wins over an answer that was on its way.
 */
export class RowList {
  private readonly rows = new Map<string, HTMLLIElement>();
  private readonly changed = new Set<string>();
  private loaded = false;
  readonly element = element('ul', { className: 'share-rows' });

  /** @param hint shown once the list was read and while it is empty */
  constructor(private readonly hint: HTMLElement) {
    hint.hidden = true;
  }

  /** Shows what the API listed, in its order, without what was added or removed here since it was asked. */
  load(listed: readonly (readonly [id: string, row: HTMLLIElement])[]): void {
    for (const [id, row] of listed) {
      if (this.changed.has(id)) continue;
      this.rows.set(id, row);
      this.element.append(row);
    }
    this.loaded = true;
    this.update();
  }

  /** Shows a new row first, in place of an earlier one with the same id. */
  add(id: string, row: HTMLLIElement): void {
    this.changed.add(id);
    this.rows.get(id)?.remove();
    this.rows.set(id, row);
    this.element.prepend(row);
    this.update();
  }

  remove(id: string): void {
    this.changed.add(id);
    this.rows.get(id)?.remove();
    this.rows.delete(id);
    this.update();
  }

  private update(): void {
    this.hint.hidden = !this.loaded || this.rows.size > 0;
  }
}
