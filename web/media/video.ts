import { element } from '../dom/element.js';
import type { SignedUrls } from './signed-urls.js';

/**
 * Plays a verified file's video from its signed address. That one runs out while somebody watches or comes back later:
 * the browser's next range is refused then, and the video goes on from another address where it stood.
 * @param lost it cannot be played: its format is none of the browser's, or the file is gone
 */
export function signedVideo(urls: SignedUrls, id: string, lost: () => void): HTMLVideoElement {
  const video = element('video', { controls: true, playsInline: true, preload: 'metadata' });
  let tries = 0;
  const load = async () => {
    const { currentTime, paused } = video;
    try {
      video.src = await urls.url(id);
    } catch {
      return lost();
    }
    if (currentTime > 0) video.currentTime = currentTime;
    // Autoplay may be forbidden meanwhile; then the person presses play again.
    if (currentTime > 0 && !paused) await video.play().catch(() => undefined);
  };
  video.addEventListener('error', () => {
    tries += 1;
    if (tries > 1) return lost();
    urls.drop(id);
    void load();
  });
  video.addEventListener('timeupdate', () => (tries = 0));
  void load();
  return video;
}
