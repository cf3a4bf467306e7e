import { mediaTypeOf } from '../../client/transfer/media-type.js';
import { announceToScreenReaders } from '../dom/announcer.js';
import { element, write } from '../dom/element.js';
import { cameraButton, fileInput } from '../files/drop-zone.js';
import { takeFromPage, type Takes } from '../files/take-from-page.js';
import { avatar } from '../frame/avatar.js';
import { icon } from '../dom/icon.js';
import { figure } from '../words/figure.js';
import { words } from '../words/words.js';
import { localMedia } from './post-media.js';
import { longestText, type PostText } from '../media/post-mark.js';

/** By extension too: many systems have no type for the photos of an iPhone. */
const accepted = 'image/*,video/*,.heic,.heif,.avif';
/** From here on the remaining length is shown. */
const nearlyFull = 60;

/** The form of a new post: a caption, a photo or video with its preview, and its description. */
export class Composer {
  private readonly caption = textArea('composer-caption', words().composer.prompt);
  private readonly description = textArea('composer-description', words().composer.descriptionHint);
  private readonly left = element('p', { className: 'composer-left', ariaLive: 'polite' });
  private readonly problem = element('p', { className: 'message composer-problem', role: 'alert' });
  private readonly preview = element('div', { className: 'composer-preview', hidden: true });
  private readonly choose: HTMLInputElement;
  private chosen: { readonly file: File; readonly url: string } | undefined;
  readonly element: HTMLFormElement;

  /** @param post called with the new post */
  constructor(
    subject: string,
    private readonly post: (file: File, text: PostText) => void,
  ) {
    const { title, caption, choose, camera, post: send } = words().composer;
    const takes: Takes = {
      take: (files) => this.take(files),
      turnDown: (reason) => write(this.problem, reason),
    };
    this.choose = fileInput({ accept: accepted }, takes);
    this.choose.classList.add('button-input');
    const heading = element('h2', { className: 'visually-hidden', id: 'composer-title' }, title);
    this.element = element(
      'form',
      { className: 'composer' },
      heading,
      element(
        'div',
        { className: 'composer-writing' },
        avatar(subject),
        element('label', { className: 'visually-hidden', htmlFor: this.caption.id }, caption),
        this.caption,
      ),
      this.preview,
      element(
        'div',
        { className: 'composer-tools' },
        element('label', { className: 'button' }, this.choose, icon('image'), choose),
        cameraButton(camera, takes),
        this.left,
        element('button', { type: 'submit', className: 'button button-primary composer-post' }, send),
      ),
      this.problem,
    );
    this.element.setAttribute('aria-labelledby', heading.id);
    this.caption.addEventListener('input', () => this.count());
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      this.submit();
    });
    takeFromPage(this.element, takes);
  }

  close(): void {
    if (this.chosen) URL.revokeObjectURL(this.chosen.url);
  }

  private take(files: readonly File[]): void {
    const { wrongKind, one, chosen } = words().composer;
    const [file] = files.filter(({ name, type }) => /^(image|video)\//.test(type || mediaTypeOf(name)));
    write(this.problem, !file ? wrongKind : files.length > 1 ? one : '');
    if (!file) return;
    this.close();
    this.chosen = { file, url: URL.createObjectURL(file) };
    this.showPreview(this.chosen);
    announceToScreenReaders(chosen(file.name));
  }

  private showPreview({ file, url }: { readonly file: File; readonly url: string }): void {
    const { remove, description } = words().composer;
    const button = element(
      'button',
      { type: 'button', className: 'tool composer-remove', title: remove, ariaLabel: remove },
      icon('close'),
    );
    button.addEventListener('click', () => {
      this.clear();
      this.choose.focus();
    });
    this.preview.hidden = false;
    this.preview.replaceChildren(
      element('div', { className: 'composer-media' }, localMedia(file, url, ''), button),
      element('label', { className: 'label', htmlFor: this.description.id }, description),
      this.description,
    );
  }

  private submit(): void {
    if (!this.chosen) {
      write(this.problem, words().composer.needsMedia);
      return this.choose.focus();
    }
    const { file } = this.chosen;
    this.post(file, { caption: this.caption.value.trim(), description: this.description.value.trim() });
    this.caption.value = '';
    this.clear();
    this.count();
    this.caption.focus();
  }

  private clear(): void {
    this.close();
    this.chosen = undefined;
    this.description.value = '';
    this.problem.textContent = '';
    this.preview.hidden = true;
    this.preview.replaceChildren();
  }

  private count(): void {
    const left = longestText - this.caption.value.length;
    write(this.left, left > nearlyFull ? '' : words().composer.left(figure(left)));
  }
}

/** Grows with its text, by the style sheet. */
function textArea(id: string, placeholder: string): HTMLTextAreaElement {
  return element('textarea', {
    id,
    placeholder,
    rows: 1,
    maxLength: longestText,
    className: 'text',
    dir: 'auto',
  });
}
