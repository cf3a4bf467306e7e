const key = 'waybill.theme';
type Theme = 'light' | 'dark';

/** What was chosen before, if anything; else the system's wish holds. */
export function restoreTheme(): void {
  const chosen = localStorage.getItem(key);
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset['theme'] = chosen;
}

/** Changes to the other theme and remembers it. @returns the theme that is on now */
export function toggleTheme(): Theme {
  const root = document.documentElement;
  const system: Theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const next: Theme = (root.dataset['theme'] ?? system) === 'dark' ? 'light' : 'dark';
  root.dataset['theme'] = next;
  localStorage.setItem(key, next);
  return next;
}
