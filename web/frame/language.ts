import { languageFor, speak, words, type Language } from '../words/words.js';

const key = 'waybill.language';

/** What was chosen before, else the first of the browser's languages that the page speaks. */
export function applyLanguage(): void {
  const chosen = localStorage.getItem(key);
  const wanted = [...(chosen ? [chosen] : []), ...navigator.languages];
  const language = languageFor(wanted);
  speak(language, navigator.languages);
  document.documentElement.lang = language;
  document.title = words().page.name;
}

export function chooseLanguage(language: Language): void {
  localStorage.setItem(key, language);
  applyLanguage();
}
