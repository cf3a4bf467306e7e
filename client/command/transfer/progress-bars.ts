import { createLogUpdate } from 'log-update';
import { visibleText } from '../../../text/visible-text.js';
import { byteSize } from '../terminal/byte-size.js';
import { columnsOf, cut, widthOf, wrap } from '../terminal/width.js';
import type { UploadReporter, UploadResult } from './upload-results.js';

/** Below it there is no room for sizes beside a name. */
const wideColumns = 80;

/**
 * For people: a bar for each file in progress and one for all, below a line for each file that is done. Without a
 * terminal only those lines.
 */
export function progressBars(fileCount: number, stream: NodeJS.WriteStream = process.stderr): UploadReporter {
  const live = stream.isTTY ? createLogUpdate(stream) : undefined;
  const underWay = new Map<string, Progress>();
  let ended = 0;
  const draw = () => {
    // The terminal may have another size by now.
    const columns = columnsOf(stream) ?? wideColumns;
    const lines = [...underWay].map(([path, progress]) => progressLine(path, progress, columns));
    live?.([...lines, `  ${ended} of ${fileCount} files`].join('\n'));
  };
  return {
    reportStart: (path, sizeBytes) => {
      underWay.set(path, { sizeBytes, sentBytes: 0 });
      draw();
    },
    reportProgress: (path, sentBytes) => {
      const file = underWay.get(path);
      if (file) file.sentBytes = sentBytes;
      draw();
    },
    reportResult: (result) => {
      underWay.delete(result.path);
      ended += 1;
      live?.clear();
      stream.write(`${resultLines(result, columnsOf(stream)).join('\n')}\n`);
      draw();
    },
    close: () => live?.clear(),
  };
}

interface Progress {
  readonly sizeBytes: number | undefined;
  sentBytes: number;
}

function progressLine(path: string, { sizeBytes, sentBytes }: Progress, columns: number): string {
  if (sizeBytes === undefined) return `  ${byteSize(sentBytes).padStart(9)} sent of ${path}`;
  const share = sizeBytes === 0 ? 1 : Math.min(sentBytes / sizeBytes, 1);
  const before =
    columns >= wideColumns
      ? `  ${bar(share, 24)} ${byteSize(sentBytes).padStart(9)} of ${byteSize(sizeBytes).padEnd(9)} `
      : `  ${bar(share, 8)} ${String(Math.floor(share * 100)).padStart(3)} % `;
  return before + cut(visibleText(path), columns - widthOf(before), 'start');
}

const bar = (share: number, width: number): string => {
  const full = Math.round(share * width);
  return '█'.repeat(full) + '░'.repeat(width - full);
};

/** One line if it fits; otherwise the id and the status below the path. */
function resultLines(result: UploadResult, columns: number | undefined): string[] {
  const path = visibleText(result.path);
  if ('error' in result) return [wrap(`✗ ${path}: ${visibleText(result.error)}`, columns)];
  const { id, status, reasons } = result.file;
  const sign = status === 'rejected' || status === 'held' ? '✗' : '✓';
  const whole = `${sign} ${path}  ${id}  ${status}`;
  const fits = columns === undefined || widthOf(whole) <= columns;
  const lines = fits
    ? [whole]
    : [`${sign} ${status}  ${cut(path, columns - status.length - 4, 'start')}`, `    ${id}`];
  const why = reasons.map(({ message, advice }) => `    ${visibleText(`${message} ${advice}`.trim())}`);
  return [...lines, ...why.map((line) => wrap(line, columns))];
}
