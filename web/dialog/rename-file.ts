import type { Client, StoredFile } from '../../client/index.js';
import { visibleText } from '../../text/visible-text.js';
import { announceToScreenReaders } from '../dom/announcer.js';
import { element } from '../dom/element.js';
import { words } from '../words/words.js';
import { field, formDialog } from './form-dialog.js';

/** Edits the name. @returns the renamed file */
export async function renameFile(client: Client, file: StoredFile): Promise<StoredFile | undefined> {
  const { renameTitle, newName } = words().dialog;
  const input = element('input', {
    id: 'new-name',
    className: 'field',
    // Invisible characters are shown here, so that they can be removed.
    value: visibleText(file.filename),
    required: true,
    maxLength: 255,
    autocomplete: 'off',
    spellcheck: false,
    autofocus: true,
    dir: 'auto',
  });
  const renamed = formDialog(renameTitle, [field(newName, input)], () =>
    client.change(file.id, { filename: input.value.trim() }, { ifRevision: file.revision }),
  );
  // The extension indicates the type and usually stays.
  const ending = file.filename.lastIndexOf('.');
  input.setSelectionRange(0, ending > 0 ? ending : file.filename.length);
  const now = await renamed;
  if (now) announceToScreenReaders(words().said.renamed(now.filename));
  return now;
}
