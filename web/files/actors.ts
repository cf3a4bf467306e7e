import type { StoredFile } from '../../client/index.js';
import type { Surroundings } from '../frame/surroundings.js';
import { entryOf, type Entry } from '../upload/entry.js';
import type { PageUpload } from '../upload/upload.js';
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
  { client, tabs }: Pick<Surroundings, 'client' | 'tabs'>,
  { show, remove, tell }: Shown,
  unfollow?: () => void,
): (action: Action, file: StoredFile) => Promise<void> {
  let changed: StoredFile | undefined;
  return async (action, listed) => {
    // Another tab may have changed it since.
    const file = changed && changed.revision > listed.revision ? changed : listed;
    tell('');
    try {
      const outcome = await act(client, action, file, { unfollow });
      if (!outcome) return;
      tabs.tell({ id: file.id });
      if (outcome === 'gone') return remove();
      changed = outcome;
      show(entryOf(outcome));
    } catch (error) {
      tell(sentenceOf(error));
    }
  };
}

/** Does what the buttons of an upload say: first those of its way, then those of the file that it became. */
export function uploadActor(
  surroundings: Surroundings,
  upload: PageUpload,
  shown: Shown,
): (action: Action) => void {
  const { uploads, signIn } = surroundings;
  const actOnFile = fileActor(surroundings, shown, () => upload.stop());
  const giveUp = () => {
    uploads.drop(upload);
    shown.remove();
  };
  const onItsWay: Partial<Record<Action, () => void>> = {
    again: () => void upload.start(),
    // Then all that waited for it is tried again.
    signIn: () => void signIn().catch((error: unknown) => shown.tell(sentenceOf(error))),
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
