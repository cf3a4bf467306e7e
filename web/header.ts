import { announce } from './announcer.js';
import { element } from './element.js';
import { icon } from './icon.js';
import { toggleTheme } from './theme.js';

interface SignedIn {
  readonly subject: string;
  readonly leave: () => void;
}

/** The strip on top: the name, the theme, and who is signed in. */
export function header(signedIn?: SignedIn): HTMLElement {
  const theme = tool('theme', 'Change between light and dark');
  theme.addEventListener('click', () => announce(`Now ${toggleTheme()}`));
  return element(
    'header',
    { className: 'header' },
    element('div', { className: 'brand' }, icon('mark'), element('span', {}, 'Waybill')),
    element('div', { className: 'header-tools' }, theme, ...(signedIn ? account(signedIn) : [])),
  );
}

function account({ subject, leave }: SignedIn): readonly HTMLElement[] {
  const who = element(
    'p',
    { className: 'who' },
    avatar(subject),
    element('span', { className: 'visually-hidden' }, 'Signed in as '),
    element('span', { className: 'who-name', dir: 'auto', title: subject }, subject),
  );
  const out = tool('leave', 'Sign out');
  out.addEventListener('click', leave);
  return [who, out];
}

/** The first letter in a circle. */
export function avatar(subject: string): HTMLElement {
  const letter = [...subject][0]?.toUpperCase() ?? '?';
  return element('span', { className: 'avatar', ariaHidden: 'true' }, letter);
}

function tool(name: 'theme' | 'leave', label: string): HTMLButtonElement {
  const button = element('button', { type: 'button', className: 'tool', title: label }, icon(name));
  button.setAttribute('aria-label', label);
  return button;
}
