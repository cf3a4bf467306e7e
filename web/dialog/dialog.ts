import { element } from '../dom/element.js';

/**
 * A modal dialog: the browser keeps the focus inside and gives it back when it closes. Goes by Escape, or by a click
 * beside it.
 * @param heading what its name is read from
 */
export function openDialog(
  className: string,
  heading: HTMLElement,
  ...content: readonly HTMLElement[]
): HTMLDialogElement {
  heading.id = 'dialog-title';
  const dialog = element('dialog', { className: `dialog ${className}` }, heading, ...content);
  dialog.setAttribute('aria-labelledby', heading.id);
  // Pressed inside and let go beside it, as when text is marked, is no click beside it.
  let pressedBeside = false;
  dialog.addEventListener('pointerdown', ({ target }) => (pressedBeside = target === dialog));
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog && pressedBeside) dialog.close();
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** A row of buttons at the dialog's end. */
export const dialogButtons = (...buttons: readonly HTMLElement[]): HTMLElement =>
  element('div', { className: 'dialog-buttons' }, ...buttons);
