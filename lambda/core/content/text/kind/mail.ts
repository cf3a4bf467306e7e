import { blockedEnding } from '../../name/ending.js';
import { latin1 } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';

/** RFC 5322, 2.2: a name of printable characters, a colon, and lines that begin with a blank. */
const field = /^([!-9;-~]{1,64}):[^\n]{0,1998}\n(?:[ \t][^\n]{0,998}\n){0,100}/;
const mostFields = 200;
/** RFC 4155, appendix A: `From `, an address, and a time as `asctime` writes it. */
const postmark =
  /^From \S{1,320} +(?:\w{3},? +)?(?:\w{3} +\d{1,2}|\d{1,2} +\w{3})[^\n]{1,40}\d{4}[^\n]{0,12}\n/;
/** RFC 5322, 3.3. */
const date = /^Date:\s*(?:\w{3},\s*)?\d{1,2}\s+\w{3}\s+\d{2,4}\s+\d{1,2}:\d{2}/im;

/** A message (RFC 5322) or a file of several (RFC 4155). */
export function mailType(text: string): string | undefined {
  const mark = postmark.exec(text)?.[0].length ?? 0;
  if (!isHeader(text.slice(mark, mark + 64 * 1024))) return undefined;
  return mark > 0 ? 'application/mbox' : 'message/rfc822';
}

/** RFC 5322, 3.6: a message has a date and an author; a draft may have no date, and says what it is (RFC 2045, 4). */
function isHeader(text: string): boolean {
  const names = new Set<string>();
  let at = 0;
  for (let left = mostFields; left > 0; left--) {
    const found = field.exec(text.slice(at, at + 8192));
    if (!found?.[1]) break;
    names.add(found[1].toLowerCase());
    at += found[0].length;
  }
  const isClosed = at >= text.length || /^\r?\n/.test(text.slice(at, at + 2));
  const isMessage =
    names.has('from') && (names.has('date') ? date.test(text.slice(0, at)) : names.has('mime-version'));
  return names.size >= 2 && isClosed && isMessage;
}

/** RFC 2183, 2.3, and RFC 2045, 5.1 (`name`): what the file is saved as. Other spellings (RFC 2231) are seen as well. */
const attachment = /\b(?:file)?name(?:\*\d?\*?)?\s*=\s*(?:"([^"\r\n]{1,255})"|([^\s;"]{1,255}))/gi;
const inHeader = /^content-(?:disposition|type)\s*:[^\n]*\n?(?:[ \t][^\n]*\n?){0,8}/gim;

/** Mail carries files that are not looked into: each is a warning, and one that a system would run is refused. */
export function judgeAttachments(file: FileView, findings: Findings): void {
  const attachments = new Attachments(findings);
  for (const { bytes, offset } of file.windows) {
    file.work.spend(bytes.length, offset);
    for (const header of latin1(bytes).matchAll(inHeader))
      for (const [, quoted, bare] of header[0].matchAll(attachment))
        attachments.judge(quoted ?? bare ?? '', offset + header.index);
  }
}

/** Names in which nothing hides: their endings say all. */
const plainName = /^[\w -]*(?:\.[\w -]+)*\.\w{1,12}$/;
/** Mailboxes hold the same kinds of files over and over; so many are remembered. */
const mostKinds = 1024;

class Attachments {
  private readonly seen = new Set<string>();

  constructor(private readonly findings: Findings) {}

  judge(name: string, at: number): void {
    const kind = plainName.test(name) ? name.slice(name.lastIndexOf('.')).toLowerCase() : name;
    if (this.seen.has(kind)) return;
    if (this.seen.size < mostKinds) this.seen.add(kind);
    const ending = blockedEnding(name);
    if (ending !== undefined) this.findings.refuse('extension-blocked', at, `.${ending} (in mail)`);
    else this.findings.warn('mail-attachment', at, endingOf(name));
  }
}

/** Names are private: only the ending is kept. */
const endingOf = (name: string): string => /\.\w{1,12}$/.exec(name)?.[0].toLowerCase() ?? 'a file';
