import type { Client } from '../../client/index.js';
import type { SignedUrls } from '../media/signed-urls.js';
import type { Uploads } from '../upload/uploads.js';

/** What every view works with. It outlives them: an upload goes on while somebody looks around. */
export interface Surroundings {
  readonly client: Client;
  readonly uploads: Uploads;
  readonly urls: SignedUrls;
  /** Who is signed in. */
  readonly subject: string;
}

export interface ViewPage {
  readonly element: HTMLElement;
  open(): Promise<void>;
  /** Stops what only this view needs. */
  close(): void;
}
