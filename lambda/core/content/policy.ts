import type { Findings } from './evidence/finding.js';
import { judgeDeclared } from './declared.js';
import { blockedEnding } from './name/ending.js';
import { isRaster } from './type/inert-kin.js';
import { canonicalType } from './type/known-types.js';
import type { PersonalKind } from './privacy/personal-kind.js';
import type { CheckOptions } from './verdict.js';

const executables = new Set([
  'application/x-msdownload',
  'application/x-elf',
  'application/x-mach-binary',
  'application/java-vm',
  'application/wasm',
  'application/java-archive',
  'application/vnd.android.package-archive',
  'application/x-ios-app',
  'application/x-msi',
  'text/x-shellscript',
  'text/x-python',
  'text/x-php',
  'text/x-jsp',
  'text/x-asp',
  'text/x-coldfusion',
  'text/x-perl',
  'text/x-ruby',
  'text/x-powershell',
  'text/x-bat',
  'text/x-vbscript',
  'text/javascript',
  'text/x-url',
  'text/x-ms-regedit',
  'application/x-ms-shortcut',
]);

const activeMarkup = new Set(['text/html', 'multipart/related', 'application/hta']);

/** Macro-enabled documents have their own types (ECMA-376 Part 4, "macroEnabled"). */
const isMacroType = (type: string): boolean => /macroenabled/i.test(type);

export interface Judged {
  readonly type: string;
  readonly aliases: readonly string[];
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** The types that a protected file may be: nothing of it can be seen that says which. */
  readonly mayBe?: readonly string[] | undefined;
  /** What it says about where, with what and by whom it was made. */
  readonly contains?: readonly PersonalKind[];
}

/**
 * Compares the detected type with the declared and the accepted types.
 * @returns the type for readers
 */
export function applyPolicy(found: Judged, options: CheckOptions, findings: Findings): string {
  const named = [...(options.allowedTypes ?? []), ...(options.alsoAllowedTypes ?? [])].map(canonicalType);
  const byName = (name: string) => named.includes(canonicalType(name));
  const type = judgeDeclared(found, options, (name) => !options.allowedTypes || byName(name), findings);
  const accepted = byName(type) || found.aliases.some((alias) => byName(alias));

  if (!byName(type)) judgeDanger(type, findings);
  judgeActive(type, named, options, findings);
  if (options.onProtected) findings.regrade('protected', () => options.onProtected);
  if (options.refuseLocation && found.contains?.includes('location'))
    findings.refuse('location-contained', 0);
  if (options.allowedTypes && !accepted) findings.refuse('type-not-allowed', 0, type);
  judgeName(options, named, findings);
  judgePixels(found, type, options, findings);
  if (options.refuseNestedArchives) findings.regrade('archive-nested', () => 'refuse');
  return type;
}

function judgeDanger(type: string, findings: Findings): void {
  if (executables.has(type)) findings.refuse('executable-content', 0, type);
  if (activeMarkup.has(type)) findings.refuse('active-markup', 0, type);
}

/**
 * Grades active content. Documents with macros are accepted by the name of their type; a document of the old binary
 * formats has no separate type for macros: the type of the newer format is used.
 */
function judgeActive(
  type: string,
  allowed: readonly string[],
  { activeContent = {} }: CheckOptions,
  findings: Findings,
): void {
  if (isMacroType(type)) findings.active('macro', 0);
  const program = /word|excel|powerpoint|visio/.exec(type)?.[0] ?? type;
  const byName = allowed.some((name) => isMacroType(name) && name.includes(program));
  findings.regrade('active-content', ({ what }) => {
    if (what === 'macro' && byName) return 'warn';
    return what && activeContent[what];
  });
}

function judgeName(options: CheckOptions, allowedTypes: readonly string[], findings: Findings): void {
  const { filename, blockedExtensions } = options;
  if (filename === undefined) return;
  const ending = blockedEnding(filename, { allowedTypes, ...(blockedExtensions && { blockedExtensions }) });
  if (ending !== undefined) findings.refuse('extension-blocked', 0, `.${ending}`);
}

function judgePixels(
  { width, height }: Judged,
  type: string,
  { maxPixels }: CheckOptions,
  findings: Findings,
): void {
  // A file of measurements need not have an image.
  if (maxPixels === undefined || !isRaster(type) || (type === 'image/fits' && width === undefined)) return;
  if (width === undefined || height === undefined) findings.refuse('pixels-unknown', 0);
  else if (width * height > maxPixels) {
    findings.refuse('pixels-exceeded', 0, `${width} x ${height} pixels; the limit is ${maxPixels}`);
  }
}
