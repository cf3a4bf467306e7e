import { element } from '../dom/element.js';
import type { SignedUrls } from './signed-urls.js';

/**
 * Plays a verified video from its presigned URL. When that has expired, the browser's next range request is refused,
 * and the video continues from another URL at the same position.
 * @param onLost called when it cannot be played: the browser does not support its format, or the file was deleted
 */
export function signedVideo(urls: SignedUrls, id: string, onLost: () => void): HTMLVideoElement {
  const video = element('video', { controls: true, playsInline: true, preload: 'metadata' });
  let tries = 0;
  const load = async () => {
    const { currentTime, paused } = video;
    try {
      video.src = await urls.url(id);
    } catch {
      return onLost();
    }
    if (currentTime > 0) video.currentTime = currentTime;
    // Autoplay may be forbidden; then the user presses play again.
    if (currentTime > 0 && !paused) await video.play().catch(() => undefined);
  };
  video.addEventListener('error', () => {
    tries += 1;
    if (tries > 1) return onLost();
    urls.drop(id);
    void load();
  });
  video.addEventListener('timeupdate', () => (tries = 0));
  void load();
  return video;
}
