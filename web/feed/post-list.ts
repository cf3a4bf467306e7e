import { element } from '../dom/element.js';
import { words } from '../words/words.js';
import type { Post } from './post.js';

/** The posts in order, with placeholders while more are loading. Page Up and Page Down move between them. */
export class PostList {
  private readonly feed = element('div', {
    className: 'posts',
    role: 'feed',
    hidden: true,
    ariaLabel: words().feed.label,
  });
  private readonly skeletons = element(
    'div',
    { className: 'posts', hidden: true },
    element('p', { className: 'visually-hidden' }, words().feed.loading),
    skeleton(),
    skeleton(),
  );
  private posts: Post[] = [];
  private isComplete = false;
  readonly element = element('div', {}, this.feed, this.skeletons);

  constructor() {
    this.feed.addEventListener('keydown', (event) => {
      const step = { PageDown: 1, PageUp: -1 }[event.key];
      // In a video or a text field the keys keep their meaning.
      if (!step || (event.target as Element).closest('video, textarea')) return;
      const at = this.posts.findIndex((post) => post.element.contains(event.target as Node));
      const next = this.posts[at + step];
      if (!next) return;
      event.preventDefault();
      next.element.focus();
    });
  }

  get count(): number {
    return this.posts.length;
  }

  addNewest(post: Post): void {
    this.posts.unshift(post);
    this.feed.prepend(post.element);
    this.update();
  }

  addOldest(post: Post): void {
    this.posts.push(post);
    this.feed.append(post.element);
    this.update();
  }

  /** Removes it; if it had the focus, its neighbour gets it. @returns whether there was a neighbour */
  remove(post: Post): boolean {
    const at = this.posts.indexOf(post);
    if (at < 0) return true;
    const focused = post.element.contains(document.activeElement);
    this.posts.splice(at, 1);
    post.element.remove();
    post.close();
    this.update();
    const neighbour = this.posts[at] ?? this.posts[at - 1];
    if (focused) neighbour?.element.focus();
    return neighbour !== undefined;
  }

  showLoading(isLoading: boolean): void {
    this.feed.ariaBusy = String(isLoading);
    this.skeletons.hidden = !isLoading;
  }

  complete(): void {
    this.isComplete = true;
    this.update();
  }

  close(): void {
    for (const post of this.posts) post.close();
  }

  private update(): void {
    // A feed without posts is hidden: screen readers would announce an empty one.
    this.feed.hidden = this.posts.length === 0;
    const total = this.isComplete ? this.posts.length : undefined;
    this.posts.forEach((post, index) => post.place(index + 1, total));
  }
}

function skeleton(): HTMLElement {
  const bone = (className: string) => element('div', { className: `bone ${className}` });
  return element(
    'div',
    { className: 'post post-skeleton', ariaHidden: 'true' },
    element('div', { className: 'post-head' }, bone('bone-round'), bone('bone-line')),
    bone('bone-media'),
    bone('bone-line'),
  );
}
