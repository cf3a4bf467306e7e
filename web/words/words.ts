import { de } from './de.js';
import { en, type Words } from './en.js';

const languages = { en, de } as const;
export type Language = keyof typeof languages;

/** As each language calls itself. */
export const languageNames: Readonly<Record<Language, string>> = { de: 'Deutsch', en: 'English' };

let language: Language = 'en';
let locale = 'en';

/** The page's words, in the language that was chosen. */
export const words = (): Words => languages[language];

export const languageNow = (): Language => language;

/** For `Intl`: with the region, such as `de-AT`, where the browser names one for this language. */
export const localeNow = (): string => locale;

/** @param preferred the person's languages (BCP 47), best first; the first that the page speaks is taken */
export function languageFor(preferred: readonly string[]): Language {
  const spoken = preferred.map((tag) => tag.toLowerCase().split('-', 1)[0] ?? '');
  return (spoken.find((one) => Object.hasOwn(languages, one)) as Language | undefined) ?? 'en';
}

/** @param preferred tells the region */
export function speak(next: Language, preferred: readonly string[]): void {
  language = next;
  locale = preferred.find((tag) => tag.toLowerCase().startsWith(next)) ?? next;
}
