import type { Client, Grant } from '../../client/index.js';
import { announceToScreenReaders } from '../dom/announcer.js';
import { element, write } from '../dom/element.js';
import { sentenceOf } from '../failure/failure.js';
import { avatar } from '../frame/avatar.js';
import { words } from '../words/words.js';
import { field } from './form-dialog.js';
import { RowList } from './row-list.js';

const kinds = ['user', 'group'] as const;

/** The grants of a file: people and groups with an account, who need no link. */
export class People {
  private readonly nobody = element('p', { className: 'hint' }, words().share.nobody);
  private readonly rows = new RowList(this.nobody);
  private readonly problem = element('p', { className: 'message', role: 'alert' });
  private readonly kind = element('select', { id: 'grant-kind', className: 'field' });
  private readonly subject = element('input', {
    id: 'grant-subject',
    className: 'field',
    required: true,
    maxLength: 255,
    autocomplete: 'off',
    spellcheck: false,
  });
  readonly element: HTMLElement;

  constructor(
    private readonly client: Client,
    private readonly id: string,
  ) {
    const { people, peopleLede, kind, kinds: texts, subject, grant } = words().share;
    for (const value of kinds) this.kind.append(element('option', { value }, texts[value]));
    const form = element(
      'form',
      { className: 'grant-form' },
      field(kind, this.kind),
      field(subject, this.subject),
      element('button', { type: 'submit', className: 'button' }, grant),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.attempt(() => this.grant());
    });
    this.element = element(
      'section',
      { className: 'share-part' },
      element('h3', {}, people),
      element('p', { className: 'hint' }, peopleLede),
      form,
      this.problem,
      this.nobody,
      this.rows.element,
    );
  }

  async open(): Promise<void> {
    await this.attempt(async () => {
      const grants = await this.client.grants(this.id);
      this.rows.load(grants.map((grant) => [grant.id, this.row(grant)] as const));
    });
  }

  private async grant(): Promise<void> {
    const name = this.subject.value.trim();
    const kind = this.kind.value === 'group' ? 'group' : 'user';
    const grant = await this.client.grant(this.id, `${kind}:${name}`);
    this.subject.value = '';
    this.rows.add(grant.id, this.row(grant));
    announceToScreenReaders(words().share.granted(name));
  }

  private row(grant: Grant): HTMLLIElement {
    const { takeBack, takeBackFrom, tookBack, kinds: texts } = words().share;
    const [, kind = '', name = ''] = /^(\w+):(.*)$/s.exec(grant.subject) ?? [];
    const button = element(
      'button',
      { type: 'button', className: 'button button-small', ariaLabel: takeBackFrom(name) },
      takeBack,
    );
    const row = element(
      'li',
      { className: 'share-row' },
      avatar(name),
      element(
        'div',
        { className: 'share-row-text' },
        element('p', { dir: 'auto' }, name),
        element('p', { className: 'hint' }, texts[kind === 'group' ? 'group' : 'user']),
      ),
      button,
    );
    button.addEventListener('click', () => {
      void this.attempt(async () => {
        await this.client.revokeGrant(this.id, grant.id);
        this.rows.remove(grant.id);
        this.subject.focus();
        announceToScreenReaders(tookBack(name));
      });
    });
    return row;
  }

  private async attempt(step: () => Promise<void>): Promise<void> {
    this.problem.textContent = '';
    try {
      await step();
    } catch (error) {
      write(this.problem, sentenceOf(error));
    }
  }
}
