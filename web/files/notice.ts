import type { StoredFile } from '../../client/index.js';
import { element } from '../dom/element.js';
import { figure } from '../words/figure.js';
import { words } from '../words/words.js';
import type { ExplainedFailure } from '../failure/failure.js';
import { refusalOf, remarksOf } from '../failure/refusal.js';

/** The checker's sentences are in English, whatever the page's language, and are marked for screen readers. */
const checkersLanguage = 'en';

type Heading = 'h3' | 'h4';

/**
 * Why a file was rejected or is held: findings, offsets, and advice.
 * @param heading one level below that of the file
 */
export function refusalNotice(file: StoredFile, heading: Heading = 'h4'): HTMLElement {
  const { title, findings, advice } = refusalOf(file);
  const { notice } = words();
  return element(
    'div',
    { className: file.status === 'held' ? 'notice notice-held' : 'notice' },
    element(heading, { className: 'notice-title' }, title),
    element(
      'dl',
      { className: 'notice-facts' },
      element('dt', {}, notice.found),
      ...findings.map(({ what, where }) =>
        element(
          'dd',
          {},
          element('span', { lang: checkersLanguage }, what),
          where ? element('span', { className: 'notice-where' }, where) : undefined,
        ),
      ),
      element('dt', {}, notice.todo),
      element('dd', {}, advice),
    ),
  );
}

export function failureNotice(
  { title, advice }: Pick<ExplainedFailure, 'title' | 'advice'>,
  heading: Heading = 'h4',
  kind = '',
): HTMLElement {
  return element(
    'div',
    { className: `notice ${kind}` },
    element(heading, { className: 'notice-title' }, title),
    element('p', { className: 'notice-advice' }, advice),
  );
}

/** The warnings of the check; nothing without any. */
export function remarksNotice(file: StoredFile): HTMLElement | undefined {
  const remarks = remarksOf(file);
  if (remarks.length === 0) return undefined;
  return element(
    'details',
    { className: 'remarks' },
    element('summary', {}, words().notice.remarks(remarks.length, figure(remarks.length))),
    element('ul', { lang: checkersLanguage }, ...remarks.map((remark) => element('li', {}, remark))),
  );
}
