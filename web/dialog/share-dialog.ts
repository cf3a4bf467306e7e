import type { Client, StoredFile } from '../../client/index.js';
import { element } from '../dom/element.js';
import { fill } from '../dom/fill.js';
import { icon } from '../dom/icon.js';
import { words } from '../words/words.js';
import { openDialog } from './dialog.js';
import { LinkList } from './link-list.js';
import { NewLink } from './new-link.js';
import { People } from './people.js';

/** Everyone with read access besides the owner: links for anybody, and grants. */
export function openShareDialog(client: Client, file: StoredFile): HTMLDialogElement {
  const { title } = words().share;
  const { close: closeText } = words().dialog;
  const links = new LinkList(client, file.id);
  const newLink = new NewLink(client, file.id, (link) => links.add(link));
  const people = new People(client, file.id);
  const close = element(
    'button',
    { type: 'button', className: 'tool dialog-close', title: closeText, ariaLabel: closeText },
    icon('close'),
  );
  const name = element('bdi', {}, file.filename);
  const dialog = openDialog(
    'dialog-share',
    element('h2', {}, ...fill(title, { name })),
    newLink.element,
    links.element,
    people.element,
    close,
  );
  close.addEventListener('click', () => dialog.close());
  void links.open();
  void people.open();
  return dialog;
}
