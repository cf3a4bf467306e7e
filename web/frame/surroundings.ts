import type { Client } from '../../client/index.js';
import type { SignedUrls } from '../media/signed-urls.js';
import type { Tabs } from '../upload/tabs.js';
import type { Uploads } from '../upload/uploads.js';

/** What every view works with. It outlives them: an upload goes on while somebody looks around. */
export interface Surroundings {
  readonly client: Client;
  readonly uploads: Uploads;
  readonly urls: SignedUrls;
  readonly tabs: Tabs;
  /** For whoever is no longer signed in. Rejects where that does not work. */
  readonly signIn: () => Promise<void>;
  /** Who is signed in. */
  readonly subject: string;
}

export interface ViewPage {
  readonly element: HTMLElement;
  open(): Promise<void>;
  /** Stops what only this view needs. */
  close(): void;
}
