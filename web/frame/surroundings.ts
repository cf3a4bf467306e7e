import type { Client } from '../../client/index.js';
import type { SignedUrls } from '../media/signed-urls.js';
import type { Tabs } from '../upload/tabs.js';
import type { Uploads } from '../upload/uploads.js';

/** What every view uses. It outlives them: an upload continues when the view changes. */
export interface Surroundings {
  readonly client: Client;
  readonly uploads: Uploads;
  readonly urls: SignedUrls;
  readonly tabs: Tabs;
  /** Signs in again. Rejects if that fails. */
  readonly signIn: () => Promise<void>;
  /** The signed-in user. */
  readonly subject: string;
}

export interface ViewPage {
  readonly element: HTMLElement;
  open(): Promise<void>;
  /** Stops what only this view needs. */
  close(): void;
}
