import { createClient, WaybillError } from '../client/index.js';
import { FeedPage } from './feed/feed-page.js';
import { FilesPage } from './files/files-page.js';
import { filterOf } from './files/filter.js';
import { header } from './frame/header.js';
import { routeOf } from './frame/route.js';
import { show } from './frame/window.js';
import { element, write } from './dom/element.js';
import { failureNotice } from './files/notice.js';
import { failureOf, sentenceOf } from './failure/failure.js';
import { SignedUrls } from './media/signed-urls.js';
import type { SiteConfiguration } from './sign-in/configuration.js';
import type { Surroundings, ViewPage } from './frame/surroundings.js';
import { Tabs } from './upload/tabs.js';
import { Uploads } from './upload/uploads.js';
import { words } from './words/words.js';

/** The session of the signed-in user, from any sign-in. */
export interface PageSession {
  readonly subject: string;
  /** Rejects with a `TypeError` if the token endpoint does not respond. */
  readonly token: () => Promise<string>;
  /** After a token was rejected: gets a new one, or redirects the user to sign in again. */
  readonly renew: () => Promise<void>;
  /** @returns a URL to go to, if sign-out continues elsewhere */
  readonly close: () => string | undefined;
}

/** The page of one signed-in user: shows the view of the URL, until they sign out. */
export class Desk {
  private readonly surroundings: Surroundings;
  private readonly left = new AbortController();
  private view: ViewPage | undefined;
  private readonly signedOutNote = element('div', { className: 'signed-out', role: 'alert' });

  /** @param signedOut shows the next page */
  constructor(
    { apiUrl, cdnCookies }: Pick<SiteConfiguration, 'apiUrl' | 'cdnCookies'>,
    private readonly session: PageSession,
    private readonly signedOut: () => void,
  ) {
    const { subject } = session;
    const client = createClient({
      apiUrl,
      getToken: () => this.token(),
      // The signal of the client, with its timeout.
      fetch: async (address, { signal = null, ...options } = {}) => {
        const answer = await fetch(address, { ...options, signal });
        if (answer.status === 401) this.askToSignIn();
        return answer;
      },
    });
    const tabs = new Tabs(subject);
    this.surroundings = {
      client,
      subject,
      tabs,
      uploads: new Uploads(client, tabs),
      urls: new SignedUrls(client, cdnCookies),
      signIn: () => this.signIn(),
    };
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
      header({ showAgain: () => this.show(), signedIn: { subject, leave: () => this.leave() } }, view),
      this.signedOutNote,
      page.element,
    );
    void page.open();
  }

  /** Like the client's network errors: it is retried when the machine is online. */
  private async token(): Promise<string> {
    try {
      return await this.session.token();
    } catch (error) {
      if (error instanceof TypeError) throw new WaybillError('network', error.message, { retryable: true });
      this.askToSignIn();
      throw new WaybillError('unauthenticated', String(error), { status: 401 });
    }
  }

  private askToSignIn(): void {
    if (this.signedOutNote.childElementCount > 0) return;
    const { signIn } = words().actions;
    const button = element('button', { type: 'button', className: 'button button-primary' }, signIn);
    const note = failureNotice(failureOf(new WaybillError('unauthenticated', '')), 'h3');
    const problem = element('p', { className: 'message', role: 'alert' });
    button.addEventListener('click', () => {
      this.signIn().catch((error: unknown) => write(problem, sentenceOf(error)));
    });
    note.append(button, problem);
    this.signedOutNote.replaceChildren(note);
  }

  /** Then everything that waited for it is retried. */
  private async signIn(): Promise<void> {
    await this.session.renew();
    this.signedOutNote.replaceChildren();
    this.surroundings.uploads.retry('sign-in');
    this.show();
  }

  private leave(): void {
    this.left.abort();
    this.view?.close();
    this.surroundings.uploads.close();
    this.surroundings.tabs.close();
    history.replaceState(null, '', location.pathname);
    const next = this.session.close();
    if (next === undefined) this.signedOut();
    else location.assign(next);
  }
}
