import { endingOf } from './filename.js';
import type { Findings } from './evidence/finding.js';
import { canonicalType, matchTypes, unknownType } from './evidence/media-type.js';
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

/** Macro-carrying documents say so in their type (ECMA-376 Part 4, "macroEnabled"). */
const isMacroType = (type: string): boolean => /macroenabled/i.test(type);

/** Endings that make Windows, macOS or a Linux desktop run a file, or a browser render it as a page. */
export const blockedExtensions: readonly string[] = [
  'exe dll com scr pif cpl sys drv ocx msi msp mst msix appx appxbundle bat cmd ps1 ps1xml psm1 psd1 vbs vbe js jse',
  'mjs wsf wsh wsc sct hta lnk url scf inf reg application gadget jar class jnlp apk ipa app command workflow action',
  'dmg pkg deb rpm run sh bash zsh csh ksh fish py pyc pyw pl rb php php3 php4 php5 phtml phar asp aspx ashx jsp jspx',
  'cgi html htm xhtml xht shtml mht mhtml svgz docm dotm xlsm xltm xlam xlsb pptm potm ppsm ppam xll elf so dylib bin',
  'desktop service vhd vhdx chm hlp settingcontent-ms library-ms search-ms',
]
  .join(' ')
  .split(' ')
  .filter((ending) => ending !== 'bin');

export interface Judged {
  readonly type: string;
  readonly aliases: readonly string[];
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly macrosAt?: number | undefined;
}

/**
 * Compares what was found with what was declared and what is accepted.
 * @returns the type that readers are told
 */
export function applyPolicy(found: Judged, options: CheckOptions, findings: Findings): string {
  const type = judgeDeclared(found, options, findings);
  const named = [...(options.allowedTypes ?? []), ...(options.alsoAllowedTypes ?? [])].map(canonicalType);
  const byName = (name: string) => named.includes(canonicalType(name));
  const accepted = byName(type) || found.aliases.some((alias) => byName(alias));

  if (!accepted) judgeDanger(type, findings);
  judgeMacros(found, type, named, findings);
  if (options.allowedTypes && !accepted) findings.refuse('type-not-allowed', 0, type);
  judgeExtension(options, accepted, findings);
  judgePixels(found, type, options, findings);
  if (options.refuseNestedArchives) findings.escalate('archive-nested');
  return type;
}

function judgeDeclared(found: Judged, options: CheckOptions, findings: Findings): string {
  const { type, aliases } = found;
  if (type === unknownType) findings.refuse('type-unknown', 0);
  if (options.declaredType === undefined) return type;
  const declared = canonicalType(options.declaredType);
  switch (matchTypes(declared, canonicalType(type), aliases)) {
    case 'same':
      return type;
    case 'text':
      return declared;
    case 'family':
      findings.warn('type-in-family', 0, `declared ${declared}, found ${type}, which is of the same family`);
      return type;
    case 'mismatch':
      findings.refuse('type-mismatch', 0, `declared ${options.declaredType}, found ${type}`);
      return type;
  }
}

function judgeDanger(type: string, findings: Findings): void {
  if (executables.has(type)) findings.refuse('executable-content', 0, type);
  if (activeMarkup.has(type)) findings.refuse('active-markup', 0, type);
}

/** A document of the old binary formats has no type of its own for macros: the program's newer one stands for it. */
function judgeMacros(
  { macrosAt }: Judged,
  type: string,
  allowed: readonly string[],
  findings: Findings,
): void {
  if (macrosAt === undefined && !isMacroType(type)) return;
  const program = /word|excel|powerpoint|visio/.exec(type)?.[0] ?? type;
  const byName = allowed.some((name) => isMacroType(name) && name.includes(program));
  if (!byName) findings.refuse('macro-document', macrosAt ?? 0, type);
}

function judgeExtension(
  { filename, blockedExtensions: blocked }: CheckOptions,
  accepted: boolean,
  findings: Findings,
): void {
  const ending = accepted ? undefined : blockedEnding(filename ?? '', blocked);
  if (ending !== undefined) findings.refuse('extension-blocked', 0, `.${ending}`);
}

/** The ending of a name, where it is one of those that are refused. */
export function blockedEnding(filename: string, blocked = blockedExtensions): string | undefined {
  const ending = endingOf(filename);
  return ending !== undefined && blocked.includes(ending) ? ending : undefined;
}

function judgePixels(
  { width, height }: Judged,
  type: string,
  { maxPixels }: CheckOptions,
  findings: Findings,
): void {
  if (maxPixels === undefined || !type.startsWith('image/') || type === 'image/svg+xml') return;
  if (width === undefined || height === undefined) findings.refuse('pixels-unknown', 0);
  else if (width * height > maxPixels) {
    findings.refuse('pixels-exceeded', 0, `${width} x ${height} pixels; the limit is ${maxPixels}`);
  }
}
