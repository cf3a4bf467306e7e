import type { StoredFile } from '../../client/index.js';
import type { Surroundings } from '../frame/surroundings.js';
import { entryOf, type Entry } from '../upload/entry.js';
import type { PageUpload } from '../upload/upload.js';
import type { Action } from './action-bar.js';
import { sentenceOf } from '../failure/failure.js';
import { act } from './file-actions.js';

/** A view of a file, which follows its actions. */
export interface Shown {
  readonly show: (entry: Entry) => void;
  readonly remove: () => void;
  /** Why an action failed; empty when one starts. */
  readonly tell: (text: string) => void;
}

/**
 * Runs the actions of a stored file, and keeps the result.
 * @param unfollow stops waiting for its verdict
 */
export function fileActor(
  { client, tabs }: Pick<Surroundings, 'client' | 'tabs'>,
  { show, remove, tell }: Shown,
  unfollow?: () => void,
): (action: Action, file: StoredFile) => Promise<void> {
  let changed: StoredFile | undefined;
  return async (action, listed) => {
    // Another tab may have changed it.
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

/** Runs the actions of an upload, then those of its file. */
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
    // Then everything that waited for it is retried.
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
