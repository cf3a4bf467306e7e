/**
 * Scripts without a shebang, by their statements. A text counts as a script only if it begins with a statement and a
 * second one follows: prose, Markdown and mail about programs begin differently.
 */
interface Language {
  readonly type: string;
  /** Lines that are skipped before the first statement. */
  readonly comment: RegExp;
  readonly statement: RegExp;
}

const linesLookedAt = 200;
const statementsNeeded = 2;
/** Long lines are prose or data, and only cost time. */
const longestStatement = 300;

const languages: readonly Language[] = [
  {
    type: 'text/x-python',
    comment: /^\s*#/,
    statement:
      /^(import [\w.]+(\s*,\s*[\w.]+)*( as \w+)?\s*(#.*)?|from [\w.]+ import [\w*(, \\]+\)?\s*(#.*)?|\s*(async )?def \w+\(.*|class \w+(\([\w., =]*\))?:\s*(#.*)?|if __name__ ?== ?["']__main__["']:.*)$/,
  },
  {
    type: 'text/x-powershell',
    comment: /^\s*(#(?!\s|#)|#\s*(?:requires|copyright|licensed)|\[CmdletBinding)/i,
    statement:
      /^\s*(param\s*\(.*|\[CmdletBinding\(.*\)\]|function [A-Z]\w+-\w+.*|\$\w+(:\w+)?\s*=\s*.+|(Get|Set|New|Write|Remove|Import|Add|Invoke|Start|Stop|Install)-[A-Z]\w+.*|using (module|namespace) .+)$/,
  },
  {
    type: 'text/x-bat',
    comment: /^\s*(::|rem\b)/i,
    statement:
      /^\s*@?(setlocal\b.*|endlocal\b.*|set "?\w+=.*|if (not )?(exist|defined|errorlevel|"%).*|call (:\w|"|%|\S+\.(bat|cmd|exe)\b).*|goto :?\w+|echo\s+off|pushd .*|popd|cd \/d .*|for \/[fdlr] .*|exit \/b.*|%\w+%.*|@(echo|rem|if|for|cls|title)\b.*)$/i,
  },
  {
    type: 'text/x-vbscript',
    comment: /^\s*('|rem\b)/i,
    statement:
      /^\s*(Option Explicit|On Error Resume Next|Dim \w+(\s*,\s*\w+)*|Set \w+ = (CreateObject|GetObject|WScript\.).*|WScript\.\w+.*|MsgBox .*|(Private |Public )?(Sub|Function) \w+\(.*\))\s*$/i,
  },
  {
    type: 'text/x-perl',
    comment: /^\s*#/,
    statement:
      /^\s*(use (strict|warnings|utf8|v?5[\d.]*|\w+::[\w:]+).*;|package [\w:]+;|(my|our) [$@%(].*;|sub \w+\s*\{.*)$/,
  },
];

/** What precedes the first statement: the docstring of Python, the block comment of PowerShell. */
const documentation = /^(?:\s|#[^\n]*\n)*(?:[rRuU]?"""[\s\S]*?"""|[rRuU]?'''[\s\S]*?'''|<#[\s\S]*?#>)/;

export function shellLanguage(text: string): string | undefined {
  const lines = text
    .slice(0, 16 * 1024)
    .replace(documentation, '')
    .split(/\r?\n/, linesLookedAt);
  return languages.find((language) => isWrittenIn(language, lines))?.type;
}

function isWrittenIn({ comment, statement }: Language, lines: readonly string[]): boolean {
  const isStatement = (line: string) => line.length <= longestStatement && statement.test(line);
  const first = lines.findIndex((line) => line.trim() !== '' && !comment.test(line));
  if (first < 0 || !isStatement(lines[first] ?? '')) return false;
  let statements = 0;
  for (const line of lines.slice(first)) if (isStatement(line)) statements++;
  return statements >= statementsNeeded;
}
