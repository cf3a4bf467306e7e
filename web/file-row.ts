import type { Limits } from '../client/index.js';
import { byteSize } from './byte-size.js';
import { element } from './element.js';
import type { Entry } from './entry.js';
import { failureOf } from './failure.js';
import { icon, type IconName } from './icon.js';
import { Journey } from './journey.js';
import { failureNotice, refusalNotice, remarksNotice } from './notice.js';
import { statusPill } from './status-pill.js';
import type { Thumbnails } from './thumbnail.js';
import { typeTitle } from './type-name.js';
import { when } from './when.js';

/** What a person may do with a file. */
export type Action = 'download' | 'delete' | 'pause' | 'resume' | 'cancel' | 'again' | 'dismiss';

const actions: Readonly<Record<Action, { readonly label: string; readonly icon: IconName }>> = {
  download: { label: 'Download', icon: 'download' },
  delete: { label: 'Delete', icon: 'trash' },
  pause: { label: 'Pause', icon: 'pause' },
  resume: { label: 'Resume', icon: 'resume' },
  cancel: { label: 'Cancel', icon: 'close' },
  again: { label: 'Try again', icon: 'again' },
  dismiss: { label: 'Dismiss', icon: 'close' },
};

export interface RowSurroundings {
  readonly thumbnails: Thumbnails;
  readonly limits: () => Limits | undefined;
  readonly act: (action: Action) => void;
}

/** One file on the page. `show` changes only what is different, so that focus and reading position stay. */
export class FileRow {
  private readonly thumb = element('div', { className: 'row-thumb' });
  private readonly meta = element('p', { className: 'row-meta' });
  private readonly status = element('div', { className: 'row-status' });
  private readonly buttons = element('div', { className: 'row-actions' });
  private readonly more = element('div', { className: 'row-more' });
  private readonly journey: Journey;
  private readonly offered = new Map<Action, HTMLButtonElement>();
  private shown = '';
  readonly element: HTMLLIElement;

  constructor(
    private readonly filename: string,
    private readonly surroundings: RowSurroundings,
  ) {
    this.journey = new Journey(filename);
    const name = element('h3', { className: 'row-name', title: filename, dir: 'auto' }, filename);
    const text = element('div', { className: 'row-text' }, name, this.meta);
    this.element = element(
      'li',
      { className: 'row' },
      this.thumb,
      text,
      this.status,
      this.buttons,
      this.journey.element,
      this.more,
    );
  }

  show(entry: Entry): void {
    this.journey.show(entry);
    this.status.replaceChildren(statusPill(entry));
    const { stage } = entry;
    const state = stage.name === 'stored' ? stage.file.status : stage.name;
    if (state === this.shown) return;
    this.shown = state;
    this.element.dataset['state'] = state;
    this.thumb.replaceChildren(this.surroundings.thumbnails.tile(entry));
    this.meta.replaceChildren(...facts(entry));
    this.more.replaceChildren(...this.notices(entry));
    this.offer(this.possible(entry));
  }

  /** Puts the focus on this row's first button. */
  focus(): void {
    this.buttons.querySelector('button')?.focus();
  }

  private offer(possible: readonly Action[]): void {
    const focused = this.buttons.contains(document.activeElement);
    // A button that stays possible stays the same: a dialog that it opened gives the focus back to it.
    for (const [action, button] of this.offered) {
      if (possible.includes(action)) continue;
      button.remove();
      this.offered.delete(action);
    }
    for (const [place, action] of possible.entries()) {
      const there = this.buttons.children[place] ?? null;
      const button = this.button(action);
      if (there !== button) this.buttons.insertBefore(button, there);
    }
    if (focused && !this.buttons.contains(document.activeElement)) this.focus();
  }

  private button(action: Action): HTMLButtonElement {
    const offered = this.offered.get(action);
    if (offered) return offered;
    const { label, icon: name } = actions[action];
    const button = element(
      'button',
      { type: 'button', className: `tool tool-${action}`, title: label },
      icon(name),
    );
    button.setAttribute('aria-label', `${label} ${this.filename}`);
    button.addEventListener('click', () => this.surroundings.act(action));
    this.offered.set(action, button);
    return button;
  }

  private possible({ stage }: Entry): readonly Action[] {
    switch (stage.name) {
      case 'queued':
        return ['cancel'];
      case 'sending':
        return ['pause', 'cancel'];
      case 'paused':
        return ['resume', 'cancel'];
      case 'stored':
        return stage.file.status === 'verified' ? ['download', 'delete'] : ['delete'];
      case 'failed':
        return failureOf(stage.error).again ? ['again', 'dismiss'] : ['dismiss'];
    }
  }

  private notices(entry: Entry): readonly Node[] {
    const { stage } = entry;
    if (stage.name === 'failed')
      return [failureNotice(failureOf(stage.error, entry, this.surroundings.limits()))];
    if (stage.name !== 'stored') return [];
    if (stage.file.status === 'rejected' || stage.file.status === 'held') return [refusalNotice(stage.file)];
    const remarks = remarksNotice(stage.file);
    return remarks ? [remarks] : [];
  }
}

function facts({ stage, contentType, sizeBytes, at }: Entry): readonly Node[] {
  const file = stage.name === 'stored' ? stage.file : undefined;
  const verified = file?.status === 'verified';
  const told = [
    // Once the bytes were looked at, what they are; before, what was said.
    typeTitle((verified && file.detectedType) || contentType),
    file?.width && file.height ? `${file.width} × ${file.height}` : undefined,
    byteSize(sizeBytes),
  ];
  const time = element(
    'time',
    { dateTime: at.toISOString(), title: at.toLocaleString('en') },
    when(at, new Date()),
  );
  return [...told.filter((fact) => fact !== undefined).map((fact) => element('span', {}, fact)), time];
}
