import { en, type Words } from './en.js';

/** English is a part of the script; who does not read another language does not load it. */
const languages = {
  en: () => Promise.resolve(en),
  de: async () => (await import('./de.js')).de,
} as const satisfies Readonly<Record<string, () => Promise<Words>>>;
export type Language = keyof typeof languages;

/** As each language calls itself. */
export const languageNames: Readonly<Record<Language, string>> = { de: 'Deutsch', en: 'English' };

let asked: Language = 'en';
let language: Language = 'en';
let spoken: Words = en;
let locale = 'en';

/** The page's words, in the language that was chosen. */
export const words = (): Words => spoken;

export const languageNow = (): Language => language;

/** For `Intl`: with the region, such as `de-AT`, where the browser names one for this language. */
export const localeNow = (): string => locale;

/** @param preferred the person's languages (BCP 47), best first; the first that the page speaks is taken */
export function languageFor(preferred: readonly string[]): Language {
  const known = preferred.map((tag) => tag.toLowerCase().split('-', 1)[0] ?? '');
  return (known.find((one) => Object.hasOwn(languages, one)) as Language | undefined) ?? 'en';
}

/**
 * Loads the words of a language and speaks them; until then the last ones stay.
 * @param preferred tells the region
 * @throws TypeError where the words cannot be loaded
 */
export async function speak(next: Language, preferred: readonly string[]): Promise<void> {
  asked = next;
  const loaded = await languages[next]();
  // Another one was chosen meanwhile.
  if (asked !== next) return;
  spoken = loaded;
  language = next;
  locale = preferred.find((tag) => tag.toLowerCase().startsWith(next)) ?? next;
}
