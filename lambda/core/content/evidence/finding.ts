import { activeKinds, quotablePart, type ActiveKind } from './active-kinds.js';

/** Keeps the codes and forgets the literals, which would be the type of each sentence. */
const byCode = <Code extends string>(sentences: Readonly<Record<Code, string>>) => sentences;

/**
 * The sentence of each finding, by its code. Codes are stable; sentences may be reworded. `{}` is replaced by what was
 * seen. The documentation's table of findings is this one.
 * @example
 * import { findingSentences } from 'waybill/content';
 *
 * for (const [code, sentence] of Object.entries(findingSentences)) show(`${code}: ${sentence}`);
 */
export const findingSentences = byCode({
  // What the file is.
  'empty-file': 'the file is empty',
  'type-unknown': 'the content fits no format that the checker knows',
  'format-unproven': '{}',
  'type-mismatch': '{}',
  'type-not-allowed': 'files of type {} are not accepted',
  'type-in-family': '{}',
  'type-corrected': '{}',
  'executable-content': 'the file is a program or script ({}), which is not accepted',
  'active-markup': 'the file is {}, which a browser would run, and is not accepted',
  'active-content': 'the file contains {}',
  'extension-blocked': 'file names ending in {} are not accepted',
  'pixels-exceeded': 'the image has {}',
  'pixels-unknown': 'the dimensions of the image cannot be read',
  'location-contained': 'the file says where it was made',
  // One file, one format.
  'guest-inside': 'the file also holds {}, which another program would find and open',
  'guest-trailing': '{} after the end of the file proper',
  'leading-bytes': '{} bytes stand before the beginning of the format',
  'trailing-padding': '{} bytes of padding follow the end of the format',
  'trailing-companion': '{} follows the end of the format, as cameras and editors write it',
  'trailing-bytes': '{} bytes of unknown meaning follow the end of the format',
  'trailing-unread': '{} bytes follow the end of the format, too many to be read and judged',
  'ending-missing': 'the end of the file does not belong to the format: {}',
  // Structure.
  truncated: 'the file ends early: {}',
  'structure-odd': 'the structure is unusual: {}',
  'structure-broken': 'the structure is broken: {}',
  protected: 'the file is protected ({}), and what is in it cannot be checked',
  // Archives.
  'archive-directory': 'the archive has no readable directory: {}',
  'archive-prefix': '{} bytes stand before the first entry of the archive',
  'archive-overlap': 'entries of the archive share the same bytes',
  'archive-gap': '{} bytes of the archive belong to none of its entries',
  'archive-nameless': 'an entry of the archive has no name',
  'archive-expansion': 'the archive unpacks to {}',
  'archive-nested': 'the archive holds another archive ({})',
  // Text.
  'svg-active': 'the drawing contains {}, which can run or load other content',
  'svg-linked': 'the drawing refers to another file ({}), which is not in it',
  'svg-too-large': 'the drawing has {} bytes, too many to be checked whole',
  'text-binary': 'the text holds bytes that are not text',
  // The check itself.
  'read-budget-exceeded': 'the file cannot be judged within the limits on reading',
  'work-budget-exceeded':
    'the file cannot be judged within the limits on work: its structure repeats or leads back to itself',
  'not-read-whole': 'the file has {} bytes, too many for the level full; it was checked as strict',
});

/** Which finding it is. Stable: branch on it. */
export type FindingCode = keyof typeof findingSentences;

/** `refuse` rejects the file; `warn` stays on its record. */
export type Severity = 'refuse' | 'warn';

/** One thing that was found in a file. */
export interface Finding {
  /** Which finding it is. Stable: branch on it. */
  readonly code: FindingCode;
  /** Whether it rejects the file. */
  readonly severity: Severity;
  /** One sentence for a person. It may be reworded. */
  readonly message: string;
  /** Byte offset in the file where it was found; of what is missing, the size of the file. */
  readonly offset: number;
  /** Of `active-content`: which kind. Stable: branch on it. */
  readonly what?: ActiveKind;
  /** Of `active-content`: the part of the package or the object in which it is, if that has a name. */
  readonly part?: string;
}

/** Collects what a check finds; the same sentence is kept once, with the first offset. */
export class Findings {
  readonly list: Finding[] = [];

  /** @param sizeBytes of the file: what is seen to be missing is reported at its end */
  constructor(private readonly sizeBytes: number) {}

  /** @param seen what takes the place of `{}` in the sentence */
  refuse(code: FindingCode, offset: number, seen: string | number = ''): void {
    this.add('refuse', code, offset, seen);
  }

  /** @param seen what takes the place of `{}` in the sentence */
  warn(code: FindingCode, offset: number, seen: string | number = ''): void {
    this.add('warn', code, offset, seen);
  }

  /**
   * Active content, of each kind the first one, with the severity that it has by default.
   * @param part of a package, or object, in which it is
   */
  active(what: ActiveKind, offset: number, part = ''): void {
    if (this.list.some((finding) => finding.what === what)) return;
    const { seen, severity } = activeKinds[what];
    const name = quotablePart(part);
    const message = findingSentences['active-content'].replace('{}', () =>
      name === '' ? seen : `${seen} (${name})`,
    );
    const at = Math.min(offset, this.sizeBytes);
    this.list.push({
      code: 'active-content',
      severity,
      message,
      offset: at,
      what,
      ...(name !== '' && { part: name }),
    });
  }

  get refused(): boolean {
    return this.list.some((finding) => finding.severity === 'refuse');
  }

  /** Gives the findings with this code another severity; `undefined` leaves one as it is. */
  regrade(code: FindingCode, severityOf: (finding: Finding) => Severity | undefined): void {
    this.list.forEach((finding, at) => {
      if (finding.code !== code) return;
      this.list[at] = { ...finding, severity: severityOf(finding) ?? finding.severity };
    });
  }

  /** Adds what another collection holds. */
  addAll(others: Findings): void {
    for (const finding of others.list) this.keep(finding);
  }

  has(code: FindingCode): boolean {
    return this.list.some((finding) => finding.code === code);
  }

  private add(severity: Severity, code: FindingCode, offset: number, seen: string | number): void {
    const message = findingSentences[code].replace('{}', () => String(seen));
    this.keep({ code, severity, message, offset: Math.min(offset, this.sizeBytes) });
  }

  private keep(finding: Finding): void {
    const { code, message, severity, what } = finding;
    const same = (f: Finding) =>
      what !== undefined
        ? f.what === what
        : f.code === code && f.message === message && f.severity === severity;
    if (!this.list.some(same)) this.list.push(finding);
  }
}
