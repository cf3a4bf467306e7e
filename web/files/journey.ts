import { element, set } from '../dom/element.js';
import type { Entry } from '../upload/entry.js';
import { words } from '../words/words.js';

/** The steps of a file: pending, uploaded, verified, with the current one animated. Removed after the verdict. */
export class Journey {
  private readonly sent = element('progress', { className: 'leg', max: 1, value: 0 });
  private readonly checked = element('progress', { className: 'leg', max: 1, value: 0 });
  readonly element: HTMLElement;

  constructor(filename: string) {
    set(this.sent, { ariaLabel: words().journey.sending(filename) });
    this.checked.setAttribute('aria-hidden', 'true');
    const { pending, uploaded, verified } = words().journey;
    this.element = element(
      'div',
      { className: 'journey' },
      this.stop(pending),
      this.sent,
      this.stop(uploaded),
      this.checked,
      this.stop(verified),
    );
  }

  show({ stage, sizeBytes }: Entry): void {
    const checking = stage.name === 'stored' && /^(completing|uploaded)$/.test(stage.file.status);
    const moving = checking || (stage.name !== 'stored' && stage.name !== 'failed');
    this.element.hidden = !moving;
    if (!moving) return;
    this.element.dataset['at'] = checking ? 'uploaded' : 'pending';
    const sentBytes = ('sentBytes' in stage && stage.sentBytes) || 0;
    this.sent.value = checking ? 1 : sizeBytes > 0 ? sentBytes / sizeBytes : 0;
    // Without a value a progress element is indeterminate.
    if (checking) this.checked.removeAttribute('value');
    else this.checked.value = 0;
  }

  private stop(label: string): HTMLElement {
    const stop = element('span', { className: 'stop' }, element('span', { className: 'stop-label' }, label));
    stop.setAttribute('aria-hidden', 'true');
    return stop;
  }
}
