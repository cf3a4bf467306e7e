/** Texts that a shell, an interpreter or a desktop would run, by how they begin. */
export function scriptType(text: string): string | undefined {
  if (text.startsWith('#!')) return 'text/x-shellscript';
  if (/^\s*@echo\s+off/i.test(text)) return 'text/x-bat';
  if (/^\s*\[InternetShortcut\]/i.test(text)) return 'text/x-url';
  if (/^\s*(Windows Registry Editor|REGEDIT4)/.test(text)) return 'text/x-ms-regedit';
  return undefined;
}
