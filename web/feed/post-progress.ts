import { element, set, write } from '../dom/element.js';
import { statusOf } from '../files/status-pill.js';
import { isMoving, type Entry } from '../upload/entry.js';
import { percent } from '../words/figure.js';
import { words } from '../words/words.js';

/** The progress of a post's photo or video, over its preview; removed once it is verified. */
export class PostProgress {
  private readonly bar = element('progress', { className: 'post-bar', max: 1 });
  private readonly text = element('p', {});
  readonly element = element('div', { className: 'post-progress' }, this.text, this.bar);

  show(entry: Entry): void {
    const text = this.textOf(entry);
    this.element.hidden = text === undefined;
    if (text === undefined) return;
    write(this.text, text);
    set(this.bar, { ariaLabel: text });
    const { stage, sizeBytes } = entry;
    // Without a value a progress element is indeterminate.
    const sentBytes = 'sentBytes' in stage ? stage.sentBytes : undefined;
    if (sentBytes !== undefined) this.bar.value = sizeBytes > 0 ? sentBytes / sizeBytes : 1;
    else this.bar.removeAttribute('value');
    this.bar.hidden = stage.name === 'stored' && stage.file.status === 'held';
  }

  private textOf({ stage, sizeBytes }: Entry): string | undefined {
    const { feed } = words();
    switch (stage.name) {
      case 'queued':
        return feed.queued;
      case 'sending':
        return stage.wait
          ? words().status[stage.wait](percent(stage.sentBytes, sizeBytes))
          : feed.sending(percent(stage.sentBytes, sizeBytes));
      case 'elsewhere':
      case 'interrupted':
        return statusOf({ stage, sizeBytes }).text;
      case 'paused':
        return feed.paused(percent(stage.sentBytes, sizeBytes));
      case 'failed':
        return undefined;
      case 'stored':
        if (stage.file.status === 'held') return feed.held;
        return isMoving(stage.file) ? feed.checking : undefined;
    }
  }
}
