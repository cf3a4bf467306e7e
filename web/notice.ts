import type { StoredFile } from '../client/index.js';
import { element } from './element.js';
import type { Failure } from './failure.js';
import { refusalOf, remarksOf } from './refusal.js';

/** Why a file was refused or waits for a decision: what was found, where, and what to do. */
export function refusalNotice(file: StoredFile): HTMLElement {
  const { title, findings, advice } = refusalOf(file);
  return element(
    'div',
    { className: file.status === 'held' ? 'notice notice-held' : 'notice' },
    element('h4', { className: 'notice-title' }, title),
    element(
      'dl',
      { className: 'notice-facts' },
      element('dt', {}, 'What was found'),
      ...findings.map(({ what, where }) =>
        element('dd', {}, what, where ? element('span', { className: 'notice-where' }, where) : undefined),
      ),
      element('dt', {}, 'What to do'),
      element('dd', {}, advice),
    ),
  );
}

export function failureNotice({ title, advice }: Failure): HTMLElement {
  return element(
    'div',
    { className: 'notice' },
    element('h4', { className: 'notice-title' }, title),
    element('p', { className: 'notice-advice' }, advice),
  );
}

/** What the check saw and let pass; nothing where there was nothing. */
export function remarksNotice(file: StoredFile): HTMLElement | undefined {
  const remarks = remarksOf(file);
  if (remarks.length === 0) return undefined;
  return element(
    'details',
    { className: 'remarks' },
    element(
      'summary',
      {},
      remarks.length === 1 ? '1 remark from the check' : `${remarks.length} remarks from the check`,
    ),
    element('ul', {}, ...remarks.map((remark) => element('li', {}, remark))),
  );
}
