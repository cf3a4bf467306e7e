import type { StoredFile } from '../../client/index.js';
import { element } from '../dom/element.js';
import { icon } from '../dom/icon.js';
import type { Entry } from '../upload/entry.js';
import { InView } from './in-view.js';
import { loadPicture } from './picture.js';
import { isPicture } from './shown-types.js';
import type { SignedUrls } from './signed-urls.js';

/** Thumbnails, each loaded only when it comes into view. */
export class Thumbnails {
  private readonly inView = new InView();

  constructor(private readonly urls: SignedUrls) {}

  /** The tile of a file: its image if it may be shown, otherwise its extension. */
  tile({ filename, stage }: Entry): HTMLElement {
    const file = stage.name === 'stored' ? stage.file : undefined;
    if (file?.status === 'rejected' || stage.name === 'failed') {
      return element('div', { className: 'thumb thumb-bad' }, icon(file ? 'refused' : 'alert'));
    }
    const tile = element('div', { className: 'thumb' }, sign(filename, file));
    if (file?.status === 'verified' && isPicture(file.detectedType)) {
      this.inView.once(tile, () => void this.load(tile, file.id));
    }
    return tile;
  }

  stop(): void {
    this.inView.stop();
  }

  private async load(tile: Element, id: string): Promise<void> {
    try {
      // The name is beside it, so the image has no text alternative.
      tile.replaceChildren(await loadPicture(this.urls, id, ''));
    } catch {
      // Falls back to the extension: a thumbnail failure is not reported.
    }
  }
}

function sign(filename: string, file: StoredFile | undefined): Node {
  const ending = /\.([a-z0-9]{1,4})$/i.exec(filename)?.[1];
  if (ending) return element('span', { className: 'thumb-ending', ariaHidden: 'true' }, ending.toUpperCase());
  return icon(file?.detectedType?.startsWith('image/') ? 'image' : 'mark');
}
