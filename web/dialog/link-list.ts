import type { Client, Share } from '../../client/index.js';
import { announceToScreenReaders } from '../dom/announcer.js';
import { element, write } from '../dom/element.js';
import { sentenceOf } from '../failure/failure.js';
import { icon } from '../dom/icon.js';
import { figure } from '../words/figure.js';
import { exactly } from '../words/when.js';
import { words } from '../words/words.js';
import { RowList } from './row-list.js';

/** The active links, with how often each was used, and buttons to revoke them. */
export class LinkList {
  private readonly none = element('p', { className: 'hint' }, words().share.none);
  private readonly rows = new RowList(this.none);
  private readonly problem = element('p', { className: 'message', role: 'alert' });
  private readonly title = element('h3', { tabIndex: -1 }, words().share.existing);
  readonly element = element(
    'section',
    { className: 'share-part' },
    this.title,
    this.none,
    this.rows.element,
    this.problem,
  );

  constructor(
    private readonly client: Client,
    private readonly id: string,
  ) {}

  async open(): Promise<void> {
    try {
      const shares = await this.client.shares(this.id);
      this.rows.load(shares.map((share) => [share.id, this.row(share)] as const));
    } catch (error) {
      write(this.problem, `${words().share.unreadable} ${sentenceOf(error)}`);
    }
  }

  /** A new link. */
  add(share: Share): void {
    this.rows.add(share.id, this.row(share));
  }

  private row(share: Share): HTMLLIElement {
    const { until, downloads, withPassword, revoke, revokeOne } = words().share;
    const end = exactly(new Date(share.expiresAt));
    const most = share.maxDownloads === null ? undefined : figure(share.maxDownloads);
    const button = element(
      'button',
      { type: 'button', className: 'button button-small', ariaLabel: revokeOne(end) },
      revoke,
    );
    const row = element(
      'li',
      { className: 'share-row' },
      icon('link'),
      element(
        'div',
        { className: 'share-row-text' },
        element('p', {}, until(end)),
        element('p', { className: 'hint' }, downloads(figure(share.downloads), most)),
      ),
      share.hasPassword ? element('span', { className: 'tag' }, icon('lock'), withPassword) : undefined,
      button,
    );
    button.addEventListener('click', () => void this.revoke(share, button));
    return row;
  }

  private async revoke(share: Share, button: HTMLButtonElement): Promise<void> {
    button.disabled = true;
    this.problem.textContent = '';
    try {
      await this.client.unshare(this.id, share.id);
      this.rows.remove(share.id);
      this.title.focus();
      announceToScreenReaders(words().share.revoked);
    } catch (error) {
      button.disabled = false;
      write(this.problem, sentenceOf(error));
    }
  }
}
