import { element } from '../dom/element.js';
import type { SignedUrls } from './signed-urls.js';

/**
 * Loads a verified image. Its URL may expire before the browser's request: then another is requested, once.
 * @throws if there is no image
 */
export async function loadPicture(urls: SignedUrls, id: string, alt: string): Promise<HTMLImageElement> {
  const picture = element('img', { alt, decoding: 'async' });
  try {
    await load(picture, await urls.url(id));
  } catch {
    urls.drop(id);
    await load(picture, await urls.url(id));
  }
  return picture;
}

function load(picture: HTMLImageElement, url: string): Promise<void> {
  picture.src = url;
  return picture.decode();
}
