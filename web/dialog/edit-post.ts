import type { Client, StoredFile } from '../../client/index.js';
import { element } from '../dom/element.js';
import { longestText, postChanges, postText } from '../media/post-mark.js';
import { words } from '../words/words.js';
import { field, formDialog } from './form-dialog.js';

/** Edits caption and description. @returns the changed file */
export function editPost(client: Client, file: StoredFile): Promise<StoredFile | undefined> {
  const { composer, dialog } = words();
  const before = postText(file.metadata);
  const caption = textArea('edit-caption', before.caption);
  const description = textArea('edit-description', before.description);
  caption.autofocus = true;
  return formDialog(
    dialog.captionTitle,
    [field(composer.caption, caption), field(composer.description, description)],
    () => {
      const text = { caption: caption.value.trim(), description: description.value.trim() };
      return client.change(file.id, { metadata: postChanges(text) }, { ifRevision: file.revision });
    },
  );
}

const textArea = (id: string, value: string): HTMLTextAreaElement =>
  element('textarea', {
    id,
    value,
    className: 'text text-boxed',
    rows: 2,
    maxLength: longestText,
    dir: 'auto',
  });
