import { chosenFrom, type Chosen } from './choice.js';
import { make } from './make.js';
import { styleSheet } from './style.js';
import type { UploadTexts } from './texts.js';

/** The shadow tree: drop zone with its button, notice, list, and what screen readers announce. */
export class Frame {
  readonly input = make('input', '', { type: 'file', hidden: true });
  readonly button = make('button', 'button', { type: 'button', onclick: () => this.input.click() });
  readonly list = make('ul', 'list');
  readonly #notice = make('p', 'notice', { role: 'alert' });
  readonly #announcer = make('div', 'announcer', { role: 'status' });
  readonly #label = slot('label');
  readonly #choose = slot('button');
  readonly #zone = make('div', 'zone', {}, this.#label, this.button, slot(), this.input);

  /** @param onChoice of the button, and of files that are dropped or pasted on the host */
  constructor(host: HTMLElement, onChoice: (chosen: Chosen) => void) {
    const root = host.attachShadow({ mode: 'open', delegatesFocus: true });
    root.adoptedStyleSheets = [styleSheet()];
    this.button.append(this.#choose);
    root.append(this.#zone, this.#notice, this.list, this.#announcer);
    this.input.addEventListener('change', () => {
      onChoice({ files: [...(this.input.files ?? [])], folders: [] });
      // So that choosing the same file again fires an event.
      this.input.value = '';
    });
    const over = (isOver: boolean) => this.#zone.part.toggle('over', isOver);
    // The default of a drop is to open the file in place of the page.
    host.addEventListener('dragover', (event) => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      over(!this.button.disabled);
    });
    host.addEventListener('dragleave', ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node) || !host.contains(relatedTarget)) over(false);
    });
    host.addEventListener('drop', (event) => {
      over(false);
      this.#bring(event, event.dataTransfer, onChoice);
    });
    host.addEventListener('paste', (event) => this.#bring(event, event.clipboardData, onChoice));
  }

  show(texts: UploadTexts, multiple: boolean): void {
    this.#label.textContent = multiple ? texts.dropFiles : texts.dropFile;
    this.#choose.textContent = multiple ? texts.chooseFiles : texts.chooseFile;
    this.list.ariaLabel = texts.uploads;
  }

  /** Replaces the notices of the last choice. */
  note(sentences: readonly string[]): void {
    this.#notice.replaceChildren(...sentences.map((text) => make('span', '', {}, `${text} `)));
  }

  /** For screen readers; texts at the same time are combined. */
  announce(text: string): void {
    this.#announcer.append(make('p', '', {}, text));
    while (this.#announcer.childElementCount > 5) this.#announcer.firstElementChild?.remove();
  }

  #bring(event: Event, transfer: DataTransfer | null, onChoice: (chosen: Chosen) => void): void {
    if (!transfer || !hasFiles(transfer)) return;
    event.preventDefault();
    if (!this.button.disabled) onChoice(chosenFrom(transfer));
  }
}

const hasFiles = (transfer: DataTransfer | null): boolean => transfer?.types.includes('Files') === true;

function slot(name = ''): HTMLSlotElement {
  return make('slot', '', { name });
}
