import { words } from '../words/words.js';

export interface Takes {
  readonly take: (files: readonly File[]) => void;
  /** Something that is not a file, with the reason. */
  readonly turnDown: (reason: string) => void;
}

/**
 * Accepts files that are dropped or pasted anywhere on the page, while `zone` is on it. Otherwise a drop beside the
 * zone would make the browser navigate to the file.
 */
export function takeFromPage(zone: HTMLElement, { take, turnDown }: Takes): void {
  const page = document.documentElement;
  const leaves = new AbortController();
  const listen = <Type extends 'dragover' | 'dragleave' | 'drop' | 'paste'>(
    type: Type,
    filesOf: (event: HTMLElementEventMap[Type]) => DataTransfer | null,
    listener: (event: HTMLElementEventMap[Type], files: DataTransfer) => void,
  ) =>
    page.addEventListener(
      type,
      (event) => {
        if (!zone.isConnected) return leaves.abort();
        const transfer = filesOf(event);
        // Dialogs accept no files.
        if (transfer?.types.includes('Files') && !document.querySelector('dialog[open]'))
          listener(event, transfer);
      },
      { signal: leaves.signal },
    );
  listen('dragover', dragged, (event) => {
    event.preventDefault();
    zone.classList.add('drop-over');
  });
  listen('dragleave', dragged, ({ relatedTarget }) => {
    if (relatedTarget === null) zone.classList.remove('drop-over');
  });
  listen('drop', dragged, (event, { items }) => {
    event.preventDefault();
    zone.classList.remove('drop-over');
    const dropped = [...items].filter(({ kind }) => kind === 'file');
    const files = dropped
      .filter((item) => !item.webkitGetAsEntry()?.isDirectory)
      .map((item) => item.getAsFile());
    if (files.length < dropped.length) turnDown(words().drop.folders);
    take(files.filter((file) => file !== null));
  });
  listen(
    'paste',
    ({ clipboardData }) => clipboardData,
    (event, { files }) => {
      event.preventDefault();
      take([...files].map(named));
    },
  );
}

const dragged = ({ dataTransfer }: DragEvent) => dataTransfer;

/** An image that was copied from a program is always named `image.png`: the time makes the name unique. */
function named(file: File): File {
  if (file.name !== 'image.png') return file;
  const moment = new Date().toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.');
  return new File([file], `${words().drop.pasted} ${moment}.png`, { type: file.type });
}
