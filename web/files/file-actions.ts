import type { Client, StoredFile } from '../../client/index.js';
import { announceToScreenReaders } from '../dom/announcer.js';
import { confirmDeletion } from '../dialog/confirm-deletion.js';
import { editPost } from '../dialog/edit-post.js';
import { renameFile } from '../dialog/rename-file.js';
import { openShareDialog } from '../dialog/share-dialog.js';
import { element } from '../dom/element.js';
import { words } from '../words/words.js';
import type { Action } from './action-bar.js';

export interface ActionOptions {
  /** Stops waiting for its verdict. */
  readonly unfollow?: (() => void) | undefined;
}

/**
 * Runs an action on a stored file.
 * @returns the changed file, or that it was deleted
 */
export async function act(
  client: Client,
  action: Action,
  file: StoredFile,
  { unfollow }: ActionOptions = {},
): Promise<StoredFile | 'gone' | undefined> {
  switch (action) {
    case 'download':
      await download(client, file);
      return undefined;
    case 'share':
      openShareDialog(client, file);
      return undefined;
    case 'rename':
      return renameFile(client, file);
    case 'edit':
      return editPost(client, file);
    case 'delete':
      return remove(client, file, unfollow);
    case 'pause':
    case 'resume':
    case 'cancel':
    case 'again':
    case 'signIn':
    case 'dismiss':
      // Actions of a running upload, which handles them itself.
      return undefined;
  }
}

/** Downloads the file with its name. */
async function download(client: Client, { id, filename }: StoredFile): Promise<void> {
  const { url } = await client.contentUrl(id);
  element('a', { href: url, download: filename }).click();
}

/** Asks for confirmation, then deletes. */
async function remove(
  client: Client,
  { id, filename }: StoredFile,
  unfollow: (() => void) | undefined,
): Promise<'gone' | undefined> {
  if (!(await confirmDeletion(filename))) return undefined;
  unfollow?.();
  await client.delete(id);
  announceToScreenReaders(words().said.deleted(filename));
  return 'gone';
}
