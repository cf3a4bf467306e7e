import { announceToScreenReaders } from '../dom/announcer.js';
import { element } from '../dom/element.js';
import { icon } from '../dom/icon.js';
import { languageNames, languageNow, words, type Language } from '../words/words.js';
import { avatar } from './avatar.js';
import { choiceOf } from './choice.js';
import { chooseLanguage } from './language.js';
import { chooseTheme, themeNow, type Theme } from './theme.js';

export interface SignedIn {
  readonly subject: string;
  readonly leave: () => void;
}

export interface MenuActions {
  /** Renders everything again in the chosen language; the menu stays open. */
  readonly showAgain: () => void;
  readonly signedIn?: SignedIn | undefined;
}

/** Language, appearance, and sign-out in a menu. The browser closes it on Escape or a click outside. */
export function settingsMenu({ showAgain, signedIn }: MenuActions): readonly HTMLElement[] {
  const { settings } = words();
  const menu = element('div', { id: 'settings-menu', className: 'menu', popover: 'auto' });
  menu.append(
    ...(signedIn ? [element('p', { className: 'menu-who', dir: 'auto' }, signedIn.subject)] : []),
    choiceOf({
      label: settings.language,
      name: 'language',
      options: (Object.keys(languageNames) as Language[]).map((value) => ({
        value,
        text: languageNames[value],
        lang: value,
      })),
      chosen: languageNow(),
      choose: (language) => {
        void chooseLanguage(language).then(() => {
          showAgain();
          reopen(languageNow());
        });
      },
    }),
    choiceOf({
      label: settings.theme,
      name: 'theme',
      options: (['system', 'light', 'dark'] as const).map((value) => ({
        value,
        text: settings.themes[value],
      })),
      chosen: themeNow(),
      choose: (theme: Theme) => {
        chooseTheme(theme);
        announceToScreenReaders(settings.themeIs(settings.themes[theme]));
      },
    }),
  );
  if (signedIn) {
    const out = element(
      'button',
      { type: 'button', className: 'menu-button' },
      icon('leave'),
      settings.signOut,
    );
    out.addEventListener('click', signedIn.leave);
    menu.append(out);
  }
  const label = signedIn ? settings.openAs(signedIn.subject) : settings.open;
  const open = element(
    'button',
    { type: 'button', className: signedIn ? 'tool tool-who' : 'tool', title: label, ariaLabel: label },
    signedIn ? avatar(signedIn.subject) : icon('settings'),
  );
  open.popoverTargetElement = menu;
  return [open, menu];
}

/** The page was rendered again: the focus returns to the menu. */
function reopen(language: Language): void {
  document.getElementById('settings-menu')?.showPopover();
  document.querySelector<HTMLInputElement>(`input[name=language][value=${language}]`)?.focus();
}
