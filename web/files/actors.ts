import type { Client, StoredFile } from '../../client/index.js';
import type { Surroundings } from '../frame/surroundings.js';
import { entryOf, type Entry } from '../upload/entry.js';
import type { Upload } from '../upload/upload.js';
import type { Action } from './action-bar.js';
import { sentenceOf } from '../failure/failure.js';
import { act } from './file-actions.js';

/** What shows a file, and follows what is done with it. */
export interface Shown {
  readonly show: (entry: Entry) => void;
  readonly remove: () => void;
  /** Why something did not work; empty when something begins. */
  readonly tell: (text: string) => void;
}

/**
 * Does what the buttons of one stored file say, and keeps what became of it.
 * @param unfollow stops waiting for a verdict that nobody needs any more
 */
export function fileActor(
  client: Client,
  { show, remove, tell }: Shown,
  unfollow?: () => void,
): (action: Action, file: StoredFile) => Promise<void> {
  let changed: StoredFile | undefined;
  return async (action, file) => {
    tell('');
    try {
      const outcome = await act(client, action, changed ?? file, { unfollow });
      if (outcome === 'gone') return remove();
      if (!outcome) return;
      changed = outcome;
      show(entryOf(outcome));
    } catch (error) {
      tell(sentenceOf(error));
    }
  };
}

/** Does what the buttons of an upload say: first those of its way, then those of the file that it became. */
export function uploadActor(
  { client, uploads }: Surroundings,
  upload: Upload,
  shown: Shown,
): (action: Action) => void {
  const actOnFile = fileActor(client, shown, () => upload.stop());
  const giveUp = () => {
    uploads.drop(upload);
    shown.remove();
  };
  const onItsWay: Partial<Record<Action, () => void>> = {
    again: () => void upload.start(),
    pause: () => upload.pause(),
    resume: () => upload.resume(),
    cancel: giveUp,
    dismiss: giveUp,
  };
  return (action) => {
    const step = onItsWay[action];
    if (step) step();
    else if (upload.stored) void actOnFile(action, upload.stored);
  };
}
