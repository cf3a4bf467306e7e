import type { FileView } from '../file-view.js';
import type { Findings } from '../finding.js';
import { decode } from './decode.js';
import { activeMarkup } from './markup.js';

const wholeFileCap = 1024 * 1024;

/** A drawing is read whole: one handler anywhere in it runs in the reader's browser. */
export async function judgeSvg(file: FileView, findings: Findings): Promise<void> {
  if (file.sizeBytes > wholeFileCap) {
    findings.refuse('svg-too-large', 0, file.sizeBytes);
    return;
  }
  const text = decode(await file.bytes(0, file.sizeBytes), true)?.characters;
  if (text === undefined) {
    findings.refuse('text-binary', 0);
    return;
  }
  const active = activeMarkup.exec(text);
  if (active) findings.refuse('svg-active', active.index, JSON.stringify(active[0].trim().slice(0, 40)));
}
