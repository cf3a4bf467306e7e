import { shellLanguage } from './script-language.js';
import { serverPageType } from './server-page.js';

/** Interpreters in a shebang, in the order of detection; any other is treated as a shell. */
const interpreters: readonly [RegExp, string][] = [
  [/\bpython[\d.]*\b/, 'text/x-python'],
  [/\bperl\b/, 'text/x-perl'],
  [/\bruby\b/, 'text/x-ruby'],
  [/\bphp[\d.]*\b/, 'text/x-php'],
  [/\b(pwsh|powershell)\b/i, 'text/x-powershell'],
  [/\b(node|deno|bun)\b/, 'text/javascript'],
];

/** Text that a shell, an interpreter or a desktop would run, by its beginning. */
export function scriptType(text: string): string | undefined {
  if (text.startsWith('#!')) {
    const line = text.slice(0, 256).split('\n', 1)[0] ?? '';
    return interpreters.find(([pattern]) => pattern.test(line))?.[1] ?? 'text/x-shellscript';
  }
  if (/^\s*(<\?php\b|<\?=|<\?hh\s)/i.test(text)) return 'text/x-php';
  const page = serverPageType(text);
  if (page !== undefined) return page;
  if (/^\s*@echo\s+off/i.test(text)) return 'text/x-bat';
  if (/^\s*\[InternetShortcut\]/i.test(text)) return 'text/x-url';
  if (/^\s*(Windows Registry Editor|REGEDIT4)/.test(text)) return 'text/x-ms-regedit';
  return shellLanguage(text);
}
