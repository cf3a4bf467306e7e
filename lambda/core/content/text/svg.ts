import type { FileView } from '../reading/file-view.js';
import type { Findings } from '../evidence/finding.js';
import { decode } from './decode.js';
import { activeMarkup } from './markup.js';
import { readDrawing, type Activity } from './svg-activity.js';

const wholeFileCap = 1024 * 1024;

/** A drawing is read completely: a single event handler runs in the reader's browser. */
export async function judgeSvg(file: FileView, findings: Findings): Promise<void> {
  if (file.sizeBytes > wholeFileCap) {
    findings.refuse('svg-too-large', 0, file.sizeBytes);
    return;
  }
  const { head, tail, tailOffset } = file;
  const middle = await file.bytes(head.length, tailOffset - head.length);
  const whole = file.isWhole ? head : Buffer.concat([head, middle, tail]);
  const text = decode(whole, true)?.characters;
  if (text === undefined) {
    findings.refuse('text-binary', 0);
    return;
  }
  const drawing = readDrawing(text, file.work);
  const active = drawing.isWellFormed ? drawing.active : findLooseActivity(text);
  if (active) findings.refuse('svg-active', active.at, active.what.slice(0, 80));
  else if (!drawing.isWellFormed)
    findings.refuse('structure-broken', 0, 'the drawing is not well-formed XML');
  else if (drawing.missing) findings.warn('svg-linked', drawing.missing.at, drawing.missing.what);
}

/** What an HTML parser may see in markup that an XML parser rejects. */
function findLooseActivity(text: string): Activity | undefined {
  const found = activeMarkup.exec(text);
  return found ? { what: found[0].trim(), at: found.index } : undefined;
}
