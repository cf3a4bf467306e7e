import { languageFor, languageNow, speak, words, type Language } from '../words/words.js';

const key = 'waybill.language';

/** The saved choice, otherwise the first supported language of the browser. */
export async function applyLanguage(): Promise<void> {
  const chosen = localStorage.getItem(key);
  const wanted = [...(chosen ? [chosen] : []), ...navigator.languages];
  const language = languageFor(wanted);
  // Falls back to English.
  await speak(language, navigator.languages).catch(() => undefined);
  document.documentElement.lang = languageNow();
  document.title = words().page.name;
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(key, language);
  await applyLanguage();
}
