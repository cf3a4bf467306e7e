import type { UnfinishedUpload } from '../../client/index.js';
import { element, write } from '../dom/element.js';
import { otherFile } from '../upload/same-file.js';
import type { Entry } from '../upload/entry.js';
import { percent } from '../words/figure.js';
import { words } from '../words/words.js';
import { fileInput } from './drop-zone.js';
import { failureNotice } from './notice.js';

/** Resumes an interrupted upload with the chosen file. */
export type Resume = (unfinished: UnfinishedUpload, file: File) => void;

/** What to do about a file without its bytes; nothing if they are stored or being sent. */
export function missingNotice(
  { stage, filename, sizeBytes }: Entry,
  resume: Resume,
  heading: 'h3' | 'h4' = 'h4',
): HTMLElement | undefined {
  if (stage.name === 'stored') {
    const { missing } = words();
    const { status } = stage.file;
    if (status !== 'pending' && status !== 'expired' && status !== 'aborted') return undefined;
    const [title = '', advice = ''] = missing[status];
    return failureNotice({ title, advice }, heading, 'notice-held');
  }
  if (stage.name !== 'interrupted') return undefined;
  const { title, advice, choose } = words().resume;
  const { unfinished, sentBytes } = stage;
  const problem = element('p', { className: 'message', role: 'alert' });
  const input = fileInput(
    {},
    {
      take: ([file]) => {
        if (!file) return;
        const other = otherFile(unfinished, file);
        write(problem, other ?? '');
        if (other === undefined) resume(unfinished, file);
      },
      turnDown: (reason) => write(problem, reason),
    },
  );
  const button = element(
    'button',
    { type: 'button', className: 'button', ariaLabel: words().actions.on(choose, filename) },
    choose,
  );
  button.addEventListener('click', () => input.click());
  const notice = failureNotice(
    { title, advice: advice(filename, percent(sentBytes, sizeBytes)) },
    heading,
    'notice-held',
  );
  notice.append(button, problem);
  return notice;
}
