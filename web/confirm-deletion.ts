import { element } from './element.js';

/** Asks before a file is deleted. A modal dialog keeps the focus inside and gives it back when it closes. */
export function confirmDeletion(filename: string): Promise<boolean> {
  const title = element('h2', { id: 'confirm-title' }, 'Delete ', element('bdi', {}, filename), '?');
  const text = element(
    'p',
    { id: 'confirm-text' },
    'It is gone at once, and links to it stop working. There is no way back.',
  );
  const keep = element(
    'button',
    { type: 'submit', value: 'keep', className: 'button', autofocus: true },
    'Keep it',
  );
  const remove = element(
    'button',
    { type: 'submit', value: 'delete', className: 'button button-danger' },
    'Delete',
  );
  const form = element('form', { method: 'dialog', className: 'dialog-buttons' }, keep, remove);
  const dialog = element('dialog', { className: 'dialog' }, title, text, form);
  dialog.setAttribute('aria-labelledby', title.id);
  dialog.setAttribute('aria-describedby', text.id);
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'delete');
    });
    dialog.addEventListener('click', ({ target }) => {
      if (target === dialog) dialog.close('keep');
    });
    dialog.showModal();
  });
}
