import type { Limits } from '../../client/index.js';
import { element, set, write } from '../dom/element.js';
import type { Thumbnails } from '../media/thumbnail.js';
import { fileOf, type Entry } from '../upload/entry.js';
import { localByteSize } from '../words/byte-size.js';
import { typeTitle } from '../words/type-name.js';
import { exactly, when } from '../words/when.js';
import { ActionBar, possibleActions, type Action } from './action-bar.js';
import { failureOf } from '../failure/failure.js';
import { Journey } from './journey.js';
import { missingNotice, type Resume } from './missing-notice.js';
import { failureNotice, refusalNotice, remarksNotice } from './notice.js';
import { statusPill } from './status-pill.js';

export interface RowSurroundings {
  readonly thumbnails: Thumbnails;
  readonly limits: () => Limits | undefined;
  readonly act: (action: Action) => void;
  readonly resume: Resume;
  /** The actions once it is verified. */
  readonly own: readonly Action[];
}

/** One file on the page. `show` only changes differences, so that focus and reading position are kept. */
export class FileRow {
  private readonly thumb = element('div', { className: 'row-thumb' });
  private readonly name = element('h3', { className: 'row-name', dir: 'auto' });
  private readonly meta = element('p', { className: 'row-meta' });
  private readonly status = element('div', { className: 'row-status' });
  private readonly more = element('div', { className: 'row-more' });
  private readonly journey: Journey;
  private readonly actions: ActionBar;
  private shown = '';
  readonly element: HTMLLIElement;

  constructor(
    filename: string,
    private readonly surroundings: RowSurroundings,
  ) {
    this.journey = new Journey(filename);
    this.actions = new ActionBar(() => this.name.textContent ?? '', surroundings.act);
    this.element = element(
      'li',
      { className: 'row' },
      this.thumb,
      element('div', { className: 'row-text' }, this.name, this.meta),
      this.status,
      this.actions.element,
      this.journey.element,
      this.more,
    );
  }

  show(entry: Entry): void {
    this.journey.show(entry);
    this.status.replaceChildren(statusPill(entry));
    const { stage, filename } = entry;
    const state = stage.name === 'stored' ? stage.file.status : stage.name;
    if (`${state} ${filename}` === this.shown) return;
    this.shown = `${state} ${filename}`;
    this.element.dataset['state'] = state;
    write(this.name, filename);
    set(this.name, { title: filename });
    this.thumb.replaceChildren(this.surroundings.thumbnails.tile(entry));
    this.meta.replaceChildren(...facts(entry));
    this.more.replaceChildren(...this.notices(entry));
    this.actions.offer(possibleActions(entry, this.surroundings.own));
  }

  get isShown(): boolean {
    return this.shown !== '';
  }

  /** Moves the focus to the first button of this row. */
  focus(): void {
    this.actions.focus();
  }

  private notices(entry: Entry): readonly Node[] {
    const { stage } = entry;
    if (stage.name === 'failed')
      return [failureNotice(failureOf(stage.error, entry, this.surroundings.limits()))];
    const missing = missingNotice(entry, this.surroundings.resume);
    if (missing) return [missing];
    if (stage.name !== 'stored') return [];
    if (stage.file.status === 'rejected' || stage.file.status === 'held') return [refusalNotice(stage.file)];
    const remarks = remarksNotice(stage.file);
    return remarks ? [remarks] : [];
  }
}

function facts(entry: Entry): readonly Node[] {
  const { contentType, sizeBytes, at } = entry;
  const file = fileOf(entry);
  const verified = file?.status === 'verified';
  const told = [
    // The detected type after the check; before it, the declared one.
    typeTitle((verified && file.detectedType) || contentType),
    file?.width && file.height ? `${file.width} × ${file.height}` : undefined,
    localByteSize(sizeBytes),
  ];
  const time = element('time', { dateTime: at.toISOString(), title: exactly(at) }, when(at, new Date()));
  return [...told.filter((fact) => fact !== undefined).map((fact) => element('span', {}, fact)), time];
}
