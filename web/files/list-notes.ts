import { element } from '../dom/element.js';
import { fill } from '../dom/fill.js';
import { words } from '../words/words.js';
import { failureOf } from '../failure/failure.js';
import { everything, type Filter } from './filter.js';
import { failureNotice } from './notice.js';

/** Why the list is empty, and what to do. */
export function emptyNote(filter: Filter, showAll: () => void): HTMLElement {
  const { files } = words();
  const narrowed = (['kind', 'state', 'since'] as const).some((one) => filter[one] !== everything[one]);
  if (narrowed) {
    const all = element('button', { type: 'button', className: 'button' }, files.all);
    all.addEventListener('click', showAll);
    return note(files.nothingFits, element('p', {}, files.nothingFitsLede), all);
  }
  if (filter.whose === 'others') return note(files.nothing, element('p', {}, files.nothingShared));
  const png = element('code', {}, '.png');
  return note(files.nothing, element('p', {}, ...fill(files.nothingLede, { png })));
}

function note(title: string, ...rest: readonly HTMLElement[]): HTMLElement {
  return element('div', { className: 'empty' }, element('p', { className: 'empty-title' }, title), ...rest);
}

/**
 * Why the list could not be loaded, and what to do.
 * @param signIn for an expired session; renders everything again
 */
export function failedNote(error: unknown, again: () => void, signIn: () => Promise<void>): HTMLElement {
  const failure = failureOf(error);
  const isSignedOut = failure.needs === 'sign-in';
  const text = isSignedOut ? words().actions.signIn : words().page.tryAgain;
  const button = element('button', { type: 'button', className: 'button' }, text);
  button.addEventListener('click', () => (isSignedOut ? void signIn().catch(again) : again()));
  const notice = failureNotice(
    { title: words().files.unreadable, advice: `${failure.title}. ${failure.advice}` },
    'h3',
  );
  notice.append(button);
  return notice;
}
