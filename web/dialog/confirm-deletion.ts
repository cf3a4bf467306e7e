import { element } from '../dom/element.js';
import { fill } from '../dom/fill.js';
import { words } from '../words/words.js';
import { dialogButtons, openDialog } from './dialog.js';

/** Asks for confirmation before a file is deleted. */
export function confirmDeletion(filename: string): Promise<boolean> {
  const { deleteQuestion, deleteText, keep, delete: remove } = words().dialog;
  const name = element('bdi', {}, filename);
  const text = element('p', { id: 'dialog-text' }, deleteText);
  const keeps = element(
    'button',
    { type: 'submit', value: 'keep', className: 'button', autofocus: true },
    keep,
  );
  const removes = element(
    'button',
    { type: 'submit', value: 'delete', className: 'button button-danger' },
    remove,
  );
  const form = element('form', { method: 'dialog' }, dialogButtons(keeps, removes));
  const dialog = openDialog('dialog-small', element('h2', {}, ...fill(deleteQuestion, { name })), text, form);
  dialog.setAttribute('aria-describedby', text.id);
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'delete'));
  });
}
