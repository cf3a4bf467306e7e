import type { StoredFile } from '../../client/index.js';
import { element, set } from '../dom/element.js';
import { icon } from '../dom/icon.js';
import type { InView } from '../media/in-view.js';
import { loadPicture } from '../media/picture.js';
import { isPicture, isVideo } from '../media/shown-types.js';
import type { SignedUrls } from '../media/signed-urls.js';
import { signedVideo } from '../media/video.js';
import { words } from '../words/words.js';
import type { PostText } from '../media/post-mark.js';

/** Limits the height of very tall and very wide images in the feed. */
const tallest = 4 / 5;
const widest = 16 / 7;

/** The photo or video of a post. Its space is reserved, so that the layout does not shift when it loads. */
export class PostMedia {
  readonly element = element('div', { className: 'post-media' });
  private previewUrl: string | undefined;
  private shownId: string | undefined;

  constructor(
    private readonly urls: SignedUrls,
    private readonly inView: InView,
  ) {}

  /** The local file, until the service may show it. */
  preview(file: File, { description }: PostText): void {
    this.previewUrl = URL.createObjectURL(file);
    this.element.replaceChildren(localMedia(file, this.previewUrl, description));
  }

  /** The verified file, loaded when it comes into view. */
  show(file: StoredFile, text: PostText): void {
    if (this.shownId === file.id || this.previewUrl) return;
    this.shownId = file.id;
    this.reserve(file);
    this.element.classList.add('post-media-loading');
    this.inView.once(this.element, () => void this.load(file, text));
  }

  /** The same bytes were verified: the local file may stay. */
  keepPreview(file: StoredFile): void {
    this.reserve(file);
  }

  close(): void {
    if (this.previewUrl) URL.revokeObjectURL(this.previewUrl);
  }

  private async load({ id, detectedType }: StoredFile, { caption, description }: PostText): Promise<void> {
    const { undescribed, unshowable, video } = words().feed;
    try {
      if (isVideo(detectedType)) {
        const player = signedVideo(this.urls, id, () => this.lose());
        set(player, { ariaLabel: description || video(caption) });
        this.put(player);
      } else if (isPicture(detectedType)) {
        this.put(await loadPicture(this.urls, id, description || undescribed));
      } else this.put(sorry(unshowable));
    } catch {
      this.lose();
    }
  }

  private put(media: HTMLElement): void {
    this.element.classList.remove('post-media-loading');
    this.element.replaceChildren(media);
  }

  private lose(): void {
    this.put(sorry(words().feed.mediaLost));
  }

  private reserve({ width, height }: StoredFile): void {
    if (!width || !height) return;
    this.element.style.aspectRatio = String(Math.min(Math.max(width / height, tallest), widest));
  }
}

/** A local image or video. */
export function localMedia(file: File, url: string, description: string): HTMLElement {
  const { feed, composer } = words();
  const isMovie = isVideo(file.type);
  const media = isMovie
    ? element('video', { src: url, controls: true, playsInline: true, muted: true, preload: 'metadata' })
    : element('img', { src: url, alt: description || feed.undescribed });
  if (isMovie) set(media, { ariaLabel: description || feed.video('') });
  media.addEventListener('error', () => media.replaceWith(sorry(composer.noPreview, file.name)), {
    once: true,
  });
  return media;
}

function sorry(text: string, detail = ''): HTMLElement {
  return element(
    'div',
    { className: 'post-sorry' },
    icon('image'),
    element('p', {}, text),
    ...(detail ? [element('p', { className: 'post-sorry-name', dir: 'auto' }, detail)] : []),
  );
}
