import type { Client, CreatedShare, ShareOptions } from '../../client/index.js';
import { announceToScreenReaders } from '../dom/announcer.js';
import { element, write } from '../dom/element.js';
import { sentenceOf } from '../failure/failure.js';
import { icon } from '../dom/icon.js';
import { words } from '../words/words.js';
import { field } from './form-dialog.js';

const hour = 3600;
const day = 24 * hour;
const ends = { hour, day, week: 7 * day, month: 30 * day } as const;

/** Creates a link with its limits, and shows it: the service returns it only once. */
export class NewLink {
  private readonly end = element('select', { id: 'share-end', className: 'field' });
  private readonly most = element('input', {
    id: 'share-most',
    className: 'field',
    type: 'number',
    min: '1',
    max: '1000000',
    placeholder: words().share.noLimit,
  });
  private readonly password = element('input', {
    id: 'share-password',
    className: 'field',
    type: 'password',
    minLength: 8,
    maxLength: 128,
    autocomplete: 'new-password',
  });
  private readonly problem = element('p', { className: 'message', role: 'alert' });
  private readonly result = element('div', { className: 'new-link', hidden: true });
  private readonly make: HTMLButtonElement;
  readonly element: HTMLElement;

  constructor(
    private readonly client: Client,
    private readonly id: string,
    private readonly onCreated: (share: CreatedShare) => void,
  ) {
    const {
      links,
      linksLede,
      endsIn,
      maxDownloads,
      password,
      passwordHint,
      make,
      ends: texts,
    } = words().share;
    for (const value of Object.keys(ends) as (keyof typeof ends)[])
      this.end.append(element('option', { value, selected: value === 'week' }, texts[value]));
    this.make = element('button', { type: 'submit', className: 'button button-primary' }, icon('link'), make);
    const form = element(
      'form',
      { className: 'share-form' },
      field(endsIn, this.end),
      field(maxDownloads, this.most),
      field(password, this.password, passwordHint),
      this.make,
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.submit();
    });
    this.element = element(
      'section',
      { className: 'share-part' },
      element('h3', {}, links),
      element('p', { className: 'hint' }, linksLede),
      form,
      this.problem,
      this.result,
    );
  }

  private async submit(): Promise<void> {
    this.problem.textContent = '';
    this.make.disabled = true;
    try {
      const share = await this.client.share(this.id, this.limits());
      this.password.value = '';
      this.show(share.url);
      this.onCreated(share);
    } catch (error) {
      write(this.problem, sentenceOf(error));
    } finally {
      this.make.disabled = false;
    }
  }

  private limits(): ShareOptions {
    const [password, most] = [this.password.value, this.most.value];
    return {
      expiresInSeconds: ends[this.end.value as keyof typeof ends],
      ...(most && { maxDownloads: Number(most) }),
      ...(password && { password }),
    };
  }

  private show(url: string): void {
    const { link, once, copy, send } = words().share;
    const input = element('input', { id: 'new-link', className: 'field', readOnly: true, value: url });
    input.addEventListener('focus', () => input.setSelectionRange(0, url.length, 'backward'));
    const copies = element('button', { type: 'button', className: 'button' }, copy);
    copies.addEventListener('click', () => void this.copy(url, copies, input));
    const row = element('div', { className: 'new-link-row' }, input, copies);
    // On phones, opens the share sheet.
    if ('share' in navigator && matchMedia('(pointer: coarse)').matches) {
      const sends = element('button', { type: 'button', className: 'button' }, icon('share'), send);
      sends.addEventListener('click', () => void navigator.share({ url }).catch(() => undefined));
      row.append(sends);
    }
    this.result.replaceChildren(
      element('label', { className: 'label', htmlFor: input.id }, link),
      row,
      element('p', { className: 'hint' }, once),
    );
    this.result.hidden = false;
    input.focus();
    announceToScreenReaders(once);
  }

  private async copy(url: string, button: HTMLButtonElement, input: HTMLInputElement): Promise<void> {
    const { copied } = words().share;
    try {
      await navigator.clipboard.writeText(url);
      write(button, copied);
      announceToScreenReaders(copied);
    } catch {
      // Not allowed here: the text is selected, so that the user can copy it.
      input.focus();
    }
  }
}
