import type { Client, StoredFile } from '../client/index.js';
import { element } from './element.js';
import type { Entry } from './entry.js';
import { icon } from './icon.js';

/** What browsers show in an `<img>`. */
const shown = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'image/svg+xml',
]);

/** Loads a picture only when its row comes into view. */
export class Thumbnails {
  private readonly sources = new WeakMap<Element, () => Promise<string>>();
  private readonly observer = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) if (isIntersecting) void this.load(target);
  });

  constructor(private readonly client: Client) {}

  /** The tile for a file: its picture where it has one that may be shown, else its ending. */
  tile({ filename, stage }: Entry): HTMLElement {
    const file = stage.name === 'stored' ? stage.file : undefined;
    if (file?.status === 'rejected' || stage.name === 'failed') {
      return element('div', { className: 'thumb thumb-bad' }, icon(file ? 'refused' : 'alert'));
    }
    const tile = element('div', { className: 'thumb' }, sign(filename, file));
    if (file?.status === 'verified' && shown.has(file.detectedType ?? '')) {
      this.sources.set(
        tile,
        async () => (await this.client.contentUrl(file.id, { disposition: 'inline' })).url,
      );
      this.observer.observe(tile);
    }
    return tile;
  }

  private async load(tile: Element): Promise<void> {
    this.observer.unobserve(tile);
    const source = this.sources.get(tile);
    if (!source) return;
    // The name stands beside it, so the picture adds nothing for those who cannot see it.
    const picture = element('img', { alt: '', decoding: 'async' });
    picture.addEventListener('load', () => tile.replaceChildren(picture));
    try {
      picture.src = await source();
    } catch {
      // The ending stays: a thumbnail is no reason to trouble anybody.
    }
  }
}

function sign(filename: string, file: StoredFile | undefined): Node {
  const ending = /\.([a-z0-9]{1,4})$/i.exec(filename)?.[1];
  if (!ending) return icon(file?.detectedType?.startsWith('image/') ? 'image' : 'mark');
  return element('span', { className: 'thumb-ending', ariaHidden: 'true' }, ending.toUpperCase());
}
