import { element, write } from '../dom/element.js';
import { failureNotice } from '../files/notice.js';
import { failureOf, sentenceOf } from '../failure/failure.js';
import { icon } from '../dom/icon.js';
import type { InView } from '../media/in-view.js';
import { words } from '../words/words.js';

/** The end of the feed: a button for older posts, a note that there are none, or why they cannot be loaded. */
export class FeedEnd {
  private readonly button = element('button', { type: 'button', className: 'button' });
  private readonly notice = element('div', {});
  private readonly text = element('p', { className: 'feed-over' });
  private readonly empty = element(
    'div',
    { className: 'empty', hidden: true },
    icon('image'),
    element('p', { className: 'empty-title' }, words().feed.nothing),
    element('p', {}, words().feed.nothingLede),
  );
  private isComplete = false;
  readonly element = element(
    'div',
    { className: 'feed-end' },
    this.empty,
    this.text,
    this.notice,
    this.button,
  );

  constructor(
    private readonly inView: InView,
    private readonly more: () => void,
  ) {
    this.button.addEventListener('click', more);
    this.showWaiting();
  }

  /** No button while posts are loading. */
  showWaiting(): void {
    this.notice.replaceChildren();
    this.text.textContent = '';
    this.button.hidden = true;
  }

  /** @param added number of posts loaded now: with none, the user decides whether to continue */
  showLoaded(count: number, isComplete: boolean, added: number): void {
    this.isComplete = isComplete;
    this.button.hidden = isComplete;
    write(this.button, words().feed.older);
    this.show(count);
    if (isComplete) return;
    if (added === 0) write(this.text, words().feed.further);
    else this.inView.once(this.element, this.more);
  }

  showFailure(error: unknown): void {
    const title = words().feed.unreadable;
    this.notice.replaceChildren(failureNotice({ title, advice: sentenceOf(error) }, 'h3'));
    if (failureOf(error).needs === 'online') addEventListener('online', this.more, { once: true });
    this.button.hidden = false;
    write(this.button, words().page.tryAgain);
  }

  show(count: number): void {
    this.empty.hidden = count > 0 || !this.isComplete;
    write(this.text, this.isComplete && count > 2 ? words().feed.end : '');
  }
}
