import { createLogUpdate } from 'log-update';
import { visibleText } from '../../../text/visible-text.js';
import { byteSize } from '../terminal/byte-size.js';
import type { UploadReporter, UploadResult } from './upload-results.js';

const barWidth = 24;

/** For people: a bar for each file in progress and one for all, below a line for each file that is done. */
export function progressBars(fileCount: number, stream: NodeJS.WriteStream = process.stderr): UploadReporter {
  const live = createLogUpdate(stream);
  const underWay = new Map<string, { sizeBytes: number; sentBytes: number }>();
  let ended = 0;
  const draw = () => {
    const lines = [...underWay].map(
      ([path, { sizeBytes, sentBytes }]) =>
        `  ${bar(sentBytes / sizeBytes)} ${byteSize(sentBytes).padStart(9)} of ${byteSize(sizeBytes).padEnd(9)} ${visibleText(path)}`,
    );
    live([...lines, `  ${String(ended)} of ${String(fileCount)} files`].join('\n'));
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
      live.clear();
      stream.write(`${sentence(result)}\n`);
      draw();
    },
    close: () => live.clear(),
  };
}

const bar = (share: number): string => {
  const full = Math.round(Math.min(share, 1) * barWidth);
  return '█'.repeat(full) + '░'.repeat(barWidth - full);
};

function sentence(result: UploadResult): string {
  const path = visibleText(result.path);
  if ('error' in result) return `✗ ${path}: ${visibleText(result.error)}`;
  const { id, status, reasons } = result.file;
  const why = reasons.map(({ message, advice }) => `\n    ${visibleText(`${message} ${advice}`.trim())}`);
  const sign = status === 'rejected' || status === 'held' ? '✗' : '✓';
  return `${sign} ${path}  ${id}  ${status}${why.join('')}`;
}
