import { element } from '../dom/element.js';

/**
 * A modal dialog: the browser keeps the focus inside and restores it on close. Escape, or a click outside, closes it.
 * @param heading the element of its accessible name
 */
export function openDialog(
  className: string,
  heading: HTMLElement,
  ...content: readonly HTMLElement[]
): HTMLDialogElement {
  heading.id = 'dialog-title';
  const dialog = element('dialog', { className: `dialog ${className}` }, heading, ...content);
  dialog.setAttribute('aria-labelledby', heading.id);
  // A press inside that is released outside, as when text is selected, is not a click outside.
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

/** The row of buttons of a dialog. */
export const dialogButtons = (...buttons: readonly HTMLElement[]): HTMLElement =>
  element('div', { className: 'dialog-buttons' }, ...buttons);
