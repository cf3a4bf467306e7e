import { element, set } from '../dom/element.js';
import { icon, type IconName } from '../dom/icon.js';
import type { Entry } from '../upload/entry.js';
import { words } from '../words/words.js';
import { failureOf } from '../failure/failure.js';

const icons = {
  download: 'download',
  share: 'share',
  rename: 'pencil',
  edit: 'pencil',
  delete: 'trash',
  pause: 'pause',
  resume: 'resume',
  cancel: 'close',
  again: 'again',
  signIn: 'again',
  dismiss: 'close',
} as const satisfies Record<string, IconName>;

/** The actions on a file. */
export type Action = keyof typeof icons;

/** The buttons of one file. `offer` only changes differences, so that the focus is kept. */
export class ActionBar {
  private readonly offered = new Map<Action, HTMLButtonElement>();
  readonly element = element('div', { className: 'actions' });

  /** @param name of the file, for the accessible names of the buttons */
  constructor(
    private readonly name: () => string,
    private readonly act: (action: Action) => void,
  ) {}

  offer(possible: readonly Action[]): void {
    const focused = this.element.contains(document.activeElement);
    // A button that stays is reused: a dialog that it opened restores the focus to it.
    for (const [action, button] of this.offered) {
      if (possible.includes(action)) continue;
      button.remove();
      this.offered.delete(action);
    }
    for (const [place, action] of possible.entries()) {
      const there = this.element.children[place] ?? null;
      const button = this.button(action);
      if (there !== button) this.element.insertBefore(button, there);
    }
    if (focused && !this.element.contains(document.activeElement)) this.focus();
  }

  /** Moves the focus to the first button. */
  focus(): void {
    this.element.querySelector('button')?.focus();
  }

  private button(action: Action): HTMLButtonElement {
    const offered = this.offered.get(action);
    const { actions } = words();
    const label = actions[action];
    const ariaLabel = actions.on(label, this.name());
    if (offered) return set(offered, { ariaLabel });
    const button = element(
      'button',
      { type: 'button', className: `tool tool-${action}`, title: label, ariaLabel },
      icon(icons[action]),
    );
    button.addEventListener('click', () => this.act(action));
    this.offered.set(action, button);
    return button;
  }
}

/** @param own the actions on a verified file */
export function possibleActions({ stage }: Entry, own: readonly Action[]): readonly Action[] {
  switch (stage.name) {
    case 'queued':
      return ['cancel'];
    case 'sending':
      return ['pause', 'cancel'];
    case 'paused':
      return ['resume', 'cancel'];
    case 'stored':
      return own.filter((action) => stage.file.status === 'verified' || action === 'delete');
    case 'elsewhere':
      return [];
    case 'interrupted':
      return ['delete'];
    case 'failed': {
      const { again, needs } = failureOf(stage.error);
      if (needs === 'sign-in') return ['signIn', 'dismiss'];
      return again ? ['again', 'dismiss'] : ['dismiss'];
    }
  }
}
