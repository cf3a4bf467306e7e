import { element, write } from '../dom/element.js';
import { sentenceOf } from '../failure/failure.js';
import { words } from '../words/words.js';
import { dialogButtons, openDialog } from './dialog.js';

/**
 * A form that saves its fields. Stays open, with the reason, if saving fails.
 * @param save saves the values of the fields
 * @returns the saved result; `undefined` if cancelled
 */
export function formDialog<Saved>(
  title: string,
  fields: readonly HTMLElement[],
  save: () => Promise<Saved>,
): Promise<Saved | undefined> {
  const { cancel, save: saveText, saving } = words().dialog;
  const problem = element('p', { className: 'message', role: 'alert' });
  const cancels = element('button', { type: 'button', className: 'button' }, cancel);
  const saves = element('button', { type: 'submit', className: 'button button-primary' }, saveText);
  const form = element('form', { className: 'fields' }, ...fields, problem, dialogButtons(cancels, saves));
  const dialog = openDialog('', element('h2', {}, title), form);
  cancels.addEventListener('click', () => dialog.close());
  let saved: Saved | undefined;
  const submit = async () => {
    problem.textContent = '';
    saves.disabled = true;
    write(saves, saving);
    try {
      saved = await save();
      dialog.close();
    } catch (error) {
      write(problem, sentenceOf(error));
    } finally {
      saves.disabled = false;
      write(saves, saveText);
    }
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(saved));
  });
}

/** A label and its field. */
export function field(
  label: string,
  control: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement,
  hint?: string,
): HTMLElement {
  const note =
    hint === undefined ? undefined : element('span', { className: 'hint', id: `${control.id}-hint` }, hint);
  if (note) control.setAttribute('aria-describedby', note.id);
  const name = element('label', { className: 'label', htmlFor: control.id }, label);
  return element('div', { className: 'labelled' }, name, control, note);
}
