import type { StoredFile } from '../../client/index.js';
import { announceToScreenReaders } from '../dom/announcer.js';
import { element, write } from '../dom/element.js';
import type { Action } from '../files/action-bar.js';
import { fileActor, uploadActor, type Shown } from '../files/actors.js';
import { InView } from '../media/in-view.js';
import type { Surroundings, ViewPage } from '../frame/surroundings.js';
import type { Resume } from '../files/missing-notice.js';
import { entryOf } from '../upload/entry.js';
import { follow } from '../upload/pending.js';
import type { PageUpload } from '../upload/upload.js';
import { figure } from '../words/figure.js';
import { words } from '../words/words.js';
import { Composer } from './composer.js';
import { FeedEnd } from './feed-end.js';
import { Post } from './post.js';
import { PostList } from './post-list.js';
import { isPost, postMetadata, postText } from '../media/post-mark.js';
import { seenFiles } from './posts.js';

const postsAtOnce = 6;
/** With many files and few posts, the user decides whether to load more. */
const filesLookedThrough = 300;

/** Posts of photos and videos, newest first: one's own, and those granted by others. */
export class FeedPage implements ViewPage {
  private readonly left = new AbortController();
  private readonly inView = new InView('600px');
  private readonly list = new PostList();
  private readonly end = new FeedEnd(this.inView, () => void this.more());
  private readonly message = element('p', { className: 'message', role: 'alert' });
  private readonly composer: Composer;
  /** Files seen so far, with the post of each that the list has shown. */
  private readonly known = new Map<string, Post | undefined>();
  private seen: ReturnType<typeof seenFiles>;
  readonly element: HTMLElement;

  constructor(private readonly surroundings: Surroundings) {
    const { client, subject, uploads } = surroundings;
    this.seen = seenFiles(client, this.left.signal);
    this.composer = new Composer(subject, (file, text) => {
      this.showUpload(uploads.send(file, postMetadata(text)));
      this.end.show(this.list.count);
    });
    this.element = element(
      'main',
      { className: 'feed' },
      element('h1', { tabIndex: -1, className: 'feed-title' }, words().feed.title),
      this.composer.element,
      this.message,
      this.list.element,
      this.end.element,
    );
  }

  async open(): Promise<void> {
    for (const upload of this.surroundings.uploads.underWay()) {
      if (isPost(upload.metadata)) this.showUpload(upload);
    }
    await this.more();
  }

  close(): void {
    this.left.abort();
    this.inView.stop();
    this.composer.close();
    this.list.close();
  }

  private async more(): Promise<void> {
    this.list.showLoading(true);
    this.end.showWaiting();
    const before = this.list.count;
    try {
      const isComplete = await this.addPosts();
      if (isComplete) this.list.complete();
      const added = this.list.count - before;
      if (before > 0 && added > 0) announceToScreenReaders(words().said.more(figure(added)));
      this.end.showLoaded(this.list.count, isComplete, added);
    } catch (error) {
      if (this.left.signal.aborted) return;
      // After a failure the next try starts from the beginning, and skips known files.
      this.seen = seenFiles(this.surroundings.client, this.left.signal);
      this.end.failed(error);
    } finally {
      this.list.showLoading(false);
    }
  }

  /** @returns whether there are no more */
  private async addPosts(): Promise<boolean> {
    for (let added = 0, looked = 0; added < postsAtOnce && looked < filesLookedThrough; looked += 1) {
      const { done, value } = await this.seen.next();
      if (done) return true;
      if (this.known.has(value.file.id)) continue;
      this.known.set(value.file.id, undefined);
      if (!value.isPost) continue;
      this.addStored(value.file, value.isMine);
      added += 1;
    }
    return false;
  }

  private addStored(file: StoredFile, isMine: boolean): void {
    const post = this.post(isMine, (action) => void act(action, file));
    const act = fileActor(this.surroundings, this.shown(post));
    this.known.set(file.id, post);
    post.show(entryOf(file));
    this.list.addOldest(post);
    void follow(this.surroundings, file, (entry) => post.show(entry), this.left.signal);
  }

  private showUpload(upload: PageUpload): void {
    const post = this.post(true, (action) => act(action));
    const act = uploadActor(this.surroundings, upload, this.shown(post));
    post.preview(upload.file, postText(upload.metadata));
    const { signal } = this.left;
    upload.watch({ created: (id) => this.claim(id), changed: (entry) => post.show(entry) }, signal);
    if (upload.stored) this.claim(upload.stored.id);
    post.show(upload.entry);
    this.list.addNewest(post);
  }

  /** It has the post of its upload. The list may contain it before the response to its creation. */
  private claim(id: string): void {
    const twin = this.known.get(id);
    this.known.set(id, undefined);
    if (twin) this.list.remove(twin);
  }

  private post(isMine: boolean, act: (action: Action) => void): Post {
    const { urls, subject } = this.surroundings;
    const resume: Resume = ({ metadata }, file) => {
      this.remove(post);
      this.showUpload(this.surroundings.uploads.send(file, metadata));
    };
    const post = new Post({
      urls,
      inView: this.inView,
      subject: isMine ? subject : undefined,
      resume,
      act,
    });
    return post;
  }

  private shown(post: Post): Shown {
    return {
      show: (entry) => post.show(entry),
      remove: () => this.remove(post),
      tell: (text) => write(this.message, text),
    };
  }

  private remove(post: Post): void {
    const hasNeighbour = this.list.remove(post);
    this.end.show(this.list.count);
    if (!hasNeighbour) this.element.querySelector('h1')?.focus();
  }
}
