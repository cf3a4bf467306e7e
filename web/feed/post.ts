import type { StoredFile } from '../../client/index.js';
import { visibleProse } from '../../text/visible-text.js';
import { element, set, write } from '../dom/element.js';
import { ActionBar, possibleActions, type Action } from '../files/action-bar.js';
import { failureOf } from '../failure/failure.js';
import { failureNotice, refusalNotice } from '../files/notice.js';
import { avatar } from '../frame/avatar.js';
import type { InView } from '../media/in-view.js';
import type { SignedUrls } from '../media/signed-urls.js';
import { missingNotice, type Resume } from '../files/missing-notice.js';
import { fileOf, type Entry } from '../upload/entry.js';
import { exactly, when } from '../words/when.js';
import { words } from '../words/words.js';
import { PostMedia } from './post-media.js';
import { postText, type PostText } from '../media/post-mark.js';
import { PostProgress } from './post-progress.js';

export interface PostSurroundings {
  readonly urls: SignedUrls;
  readonly inView: InView;
  /** The signed-in user; `undefined` for a post of another owner. */
  readonly subject: string | undefined;
  readonly resume: Resume;
  readonly act: (action: Action) => void;
}

const ownActions = ['share', 'download', 'edit', 'delete'] as const;
const othersActions = ['download'] as const;

/** One post of the feed: author, time, photo or video, caption, and progress. */
export class Post {
  private readonly media: PostMedia;
  private readonly progress = new PostProgress();
  private readonly time = element('time', { className: 'post-time' });
  private readonly text = element('p', { className: 'post-caption', dir: 'auto' });
  private readonly notice = element('div', { className: 'post-notice' });
  private readonly actions: ActionBar;
  private filename = '';
  private shown = '';
  readonly element: HTMLElement;

  constructor(private readonly surroundings: PostSurroundings) {
    const { urls, inView, subject, act } = surroundings;
    this.media = new PostMedia(urls, inView);
    this.actions = new ActionBar(() => this.filename, act);
    const { you, fromOther } = words().feed;
    const who = element('h2', { className: 'post-who' }, subject === undefined ? fromOther : you);
    this.element = element(
      'article',
      { className: 'post', tabIndex: 0 },
      element(
        'header',
        { className: 'post-head' },
        avatar(subject ?? '↗'),
        element('div', {}, who, this.time),
      ),
      element('div', { className: 'post-frame' }, this.media.element, this.progress.element),
      this.text,
      this.notice,
      this.actions.element,
    );
  }

  /** The local file, while it is sent. */
  preview(file: File, text: PostText): void {
    this.media.preview(file, text);
    this.write(text);
  }

  show(entry: Entry): void {
    this.progress.show(entry);
    const { stage, filename, at } = entry;
    const state = stage.name === 'stored' ? `${stage.file.status} ${stage.file.revision}` : stage.name;
    if (state === this.shown) return;
    this.shown = state;
    this.filename = filename;
    set(this.element, { ariaLabel: words().feed.post(exactly(at)) });
    this.time.dateTime = at.toISOString();
    set(this.time, { title: exactly(at) });
    write(this.time, when(at, new Date()));
    const file = fileOf(entry);
    if (file) this.showStored(file);
    const missing = missingNotice(entry, this.surroundings.resume, 'h3');
    this.notice.replaceChildren(...(missing ? [missing] : notices(entry)));
    const own = this.surroundings.subject === undefined ? othersActions : ownActions;
    this.actions.offer(possibleActions(entry, own));
  }

  /** The number of posts, for screen readers. @param total `undefined` while it is unknown */
  place(position: number, total: number | undefined): void {
    this.element.setAttribute('aria-posinset', String(position));
    this.element.setAttribute('aria-setsize', String(total ?? -1));
  }

  close(): void {
    this.media.close();
  }

  private showStored(file: StoredFile): void {
    const text = postText(file.metadata);
    this.write(text);
    this.element.dataset['state'] = file.status;
    if (file.status === 'verified') this.media.show(file, text);
    else this.media.keepPreview(file);
  }

  private write({ caption }: PostText): void {
    // Line feeds are kept.
    this.text.textContent = visibleProse(caption);
    this.text.hidden = caption === '';
  }
}

function notices(entry: Entry): readonly HTMLElement[] {
  const { stage } = entry;
  if (stage.name === 'failed') return [failureNotice(failureOf(stage.error, entry), 'h3')];
  const isRefused = stage.name === 'stored' && /^(rejected|held)$/.test(stage.file.status);
  return isRefused ? [refusalNotice(stage.file, 'h3')] : [];
}
