import { has, latin1, u32le } from '../../reading/bytes.js';
import type { FileView } from '../../reading/file-view.js';
import type { Findings } from '../../evidence/finding.js';
import type { Anatomy, FormatFamily } from '../../evidence/format.js';
import { decode } from '../../text/decode.js';

const [textMark, binaryMark] = ['%!PS', '\xc5\xd0\xd3\xc6'];
const binaryHeaderBytes = 30;
/** What every document of the conventions has, and prose has not (Adobe 5001, "DSC Specification 3.0"). */
const comment =
  /[\r\n]%%(?:BoundingBox: *(?:\(atend\)|-?[\d.]+ +-?[\d.]+ +-?[\d.]+ +-?[\d.]+)|Pages: *(?:\(atend\)|\d+)|EndComments|BeginProlog|Page: *\S+ +\d+|DocumentData: *\w+)/;
/** Or an operator that marks the page, behind what it works on. */
const operator =
  /[\d.]\s+-?[\d.]+\s+(?:r?moveto|r?lineto|translate|scale)\b|\/[\w-]+\s+findfont\b|\bshowpage\b|\/\w+\s*\{[^{}]{0,400}\}\s*(?:bind\s+)?def\b/;
/** Illustrator up to version 8 wrote PostScript. */
const drawn = /%%Creator: ?\(?Adobe Illustrator/;
const commandDevice = /\(%pipe%/;

/** PostScript and Encapsulated PostScript (Adobe 5001 and 5002), as text or behind the header of DOS files (5002, 5). */
export const postscript: FormatFamily = {
  name: 'postscript',
  unit: "a comment of the document's structure, or an operator",
  recognise: (head) =>
    has(head, 0, textMark) || has(head, 0, binaryMark) ? 'application/postscript' : undefined,

  async examine(file, _type, findings): Promise<Anatomy> {
    const isBinary = has(file.head, 0, binaryMark);
    const start = isBinary ? u32le(file.head, 4) : 0;
    const text = latin1(await file.bytes(start, Math.min(16 * 1024, file.sizeBytes - start)));
    const lines = /^%!PS[^\r\n]{0,200}[\r\n]/.exec(text)?.[0].length ?? -1;
    const found =
      lines < 0 ? -1 : (comment.exec(text)?.index ?? operator.exec(text.slice(lines))?.index ?? -1);
    if (found < 0 || (isBinary && start < binaryHeaderBytes)) return { unitAt: undefined };
    judgeCommands(file, findings);
    const isText = !isBinary && decode(file.head, file.isWhole) !== undefined;
    return {
      unitAt: start,
      aliases: [...(isText ? ['text/plain'] : []), ...(drawn.test(text) ? ['application/illustrator'] : [])],
      ...(isBinary ? binaryEnd(file, findings) : textEnd(file)),
    };
  },
};

/** Interpreters with this device run a command of the system (Ghostscript, "Devices", `%pipe%`). */
function judgeCommands({ windows }: FileView, findings: Findings): void {
  for (const { bytes, offset } of windows) {
    const command = commandDevice.exec(latin1(bytes));
    if (command)
      return findings.refuse('structure-broken', offset + command.index, 'it runs a command (%pipe%)');
  }
}

/** 5002, 5.2: where the program, a metafile and a TIFF of it stand, and how long they are. */
function binaryEnd({ head, sizeBytes }: FileView, findings: Findings): Pick<Anatomy, 'end'> {
  const end = Math.max(...[4, 12, 20].map((at) => u32le(head, at) + u32le(head, at + 4)));
  if (end > sizeBytes) findings.warn('truncated', sizeBytes, `its parts reach up to ${end}`);
  return { end: Math.min(end, sizeBytes) };
}

/** Interpreters stop at the last comment; most files have it. */
function textEnd({ tail, tailOffset }: FileView): Pick<Anatomy, 'end' | 'endIsSoft' | 'isOpenEnded'> {
  const eof = /%%EOF[\r\n]*$/.exec(latin1(tail));
  return eof ? { end: tailOffset + eof.index + eof[0].length } : { isOpenEnded: true };
}
