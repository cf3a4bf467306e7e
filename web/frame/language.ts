import { languageFor, languageNow, speak, words, type Language } from '../words/words.js';

const key = 'waybill.language';

/** What was chosen before, else the first of the browser's languages that the page speaks. */
export async function applyLanguage(): Promise<void> {
  const chosen = localStorage.getItem(key);
  const wanted = [...(chosen ? [chosen] : []), ...navigator.languages];
  const language = languageFor(wanted);
  // Rather in English than not at all.
  await speak(language, navigator.languages).catch(() => undefined);
  document.documentElement.lang = languageNow();
  document.title = words().page.name;
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(key, language);
  await applyLanguage();
}
