import { createClient } from '../client/index.js';
import { FeedPage } from './feed/feed-page.js';
import { FilesPage } from './files/files-page.js';
import { filterOf } from './files/filter.js';
import { header } from './frame/header.js';
import { routeOf } from './frame/route.js';
import { show } from './frame/window.js';
import { SignedUrls } from './media/signed-urls.js';
import type { Surroundings, ViewPage } from './frame/surroundings.js';
import { Uploads } from './upload/uploads.js';
import { words } from './words/words.js';

/** Who is signed in, however that came about. */
export interface Session {
  readonly subject: string;
  readonly token: () => Promise<string>;
  /** @returns an address to go to, where signing out goes on elsewhere */
  readonly close: () => string | undefined;
}

/** One signed-in person's page: shows the view that the address names, until they leave. */
export class Desk {
  private readonly surroundings: Surroundings;
  private readonly left = new AbortController();
  private view: ViewPage | undefined;

  /** @param signedOut shows what comes after */
  constructor(
    apiUrl: string,
    private readonly session: Session,
    private readonly signedOut: () => void,
  ) {
    const { token: getToken, subject } = session;
    const client = createClient({ apiUrl, getToken });
    this.surroundings = { client, subject, uploads: new Uploads(client), urls: new SignedUrls(client) };
  }

  open(): void {
    addEventListener('hashchange', () => this.show(), { signal: this.left.signal });
    this.show();
  }

  private show(): void {
    this.view?.close();
    const { view, query } = routeOf(location.hash);
    const { surroundings } = this;
    const page = view === 'feed' ? new FeedPage(surroundings) : new FilesPage(surroundings, filterOf(query));
    this.view = page;
    const { navigation, page: texts } = words();
    document.title = `${navigation[view]} · ${texts.name}`;
    const { subject } = this.session;
    show(
      header({ retell: () => this.show(), signedIn: { subject, leave: () => this.leave() } }, view),
      page.element,
    );
    void page.open();
  }

  private leave(): void {
    this.left.abort();
    this.view?.close();
    this.surroundings.uploads.close();
    history.replaceState(null, '', location.pathname);
    const next = this.session.close();
    if (next === undefined) this.signedOut();
    else location.assign(next);
  }
}
