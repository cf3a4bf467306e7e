import { element } from '../dom/element.js';
import { icon, type IconName } from '../dom/icon.js';
import { words } from '../words/words.js';
import { addressOf, type View } from './route.js';
import { settingsMenu, type MenuActions } from './settings-menu.js';

/** The header: the name, the views, and the settings. On phones the views are at the bottom. */
export function header(actions: MenuActions, view?: View): HTMLElement {
  const brand = element('span', { className: 'brand' }, icon('mark'), element('span', {}, words().page.name));
  return element(
    'header',
    { className: 'header' },
    element(
      'div',
      { className: 'header-inside' },
      brand,
      ...(view ? [navigation(view)] : []),
      element('div', { className: 'header-tools' }, ...settingsMenu(actions)),
    ),
  );
}

function navigation(view: View): HTMLElement {
  const { label, feed, files } = words().navigation;
  const nav = element(
    'nav',
    { className: 'views', ariaLabel: label },
    viewLink('feed', 'feed', feed, view),
    viewLink('files', 'folder', files, view),
  );
  return nav;
}

function viewLink(to: View, name: IconName, text: string, now: View): HTMLElement {
  const link = element(
    'a',
    { href: addressOf(to), className: 'view' },
    icon(name),
    element('span', {}, text),
  );
  if (to === now) link.setAttribute('aria-current', 'page');
  return link;
}
