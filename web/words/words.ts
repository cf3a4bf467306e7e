import { en, type Words } from './en.js';

/** English is part of the script; other languages are loaded on demand. */
const languages = {
  en: () => Promise.resolve(en),
  de: async () => (await import('./de.js')).de,
} as const satisfies Readonly<Record<string, () => Promise<Words>>>;
export type Language = keyof typeof languages;

/** The native name of each language. */
export const languageNames: Readonly<Record<Language, string>> = { de: 'Deutsch', en: 'English' };

let asked: Language = 'en';
let language: Language = 'en';
let spoken: Words = en;
let locale = 'en';

/** The page's text, in the chosen language. */
export const words = (): Words => spoken;

export const languageNow = (): Language => language;

/** For `Intl`: with the region, such as `de-AT`, if the browser has one for this language. */
export const localeNow = (): string => locale;

/** @param preferred the user's languages (BCP 47), best first; the first supported one is used */
export function languageFor(preferred: readonly string[]): Language {
  const known = preferred.map((tag) => tag.toLowerCase().split('-', 1)[0] ?? '');
  return (known.find((one) => Object.hasOwn(languages, one)) as Language | undefined) ?? 'en';
}

/**
 * Loads the text of a language and switches to it; until then the previous one stays.
 * @param preferred for the region
 * @throws TypeError if the text cannot be loaded
 */
export async function speak(next: Language, preferred: readonly string[]): Promise<void> {
  asked = next;
  const loaded = await languages[next]();
  // Another one was chosen in between.
  if (asked !== next) return;
  spoken = loaded;
  language = next;
  locale = preferred.find((tag) => tag.toLowerCase().startsWith(next)) ?? next;
}
