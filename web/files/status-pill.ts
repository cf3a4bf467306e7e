import type { FileStatus } from '../../client/index.js';
import { element } from '../dom/element.js';
import { icon, type IconName } from '../dom/icon.js';
import type { Entry } from '../upload/entry.js';
import { percent } from '../words/figure.js';
import { words } from '../words/words.js';

type Tone = 'quiet' | 'moving' | 'good' | 'bad';

interface Status {
  readonly text: string;
  readonly tone: Tone;
  readonly icon?: IconName;
}

/** The status of a file, in a word or two. */
export function statusOf({ stage, sizeBytes }: Pick<Entry, 'stage' | 'sizeBytes'>): Status {
  const { status } = words();
  switch (stage.name) {
    case 'queued':
      return { text: status.queued, tone: 'quiet', icon: 'clock' };
    case 'sending': {
      const at = percent(stage.sentBytes, sizeBytes);
      if (stage.wait) return { text: status[stage.wait](at), tone: 'quiet', icon: 'clock' };
      return { text: status.sending(at), tone: 'moving' };
    }
    case 'elsewhere': {
      const { sentBytes } = stage;
      const text =
        sentBytes === undefined ? status.elsewhere : status.elsewhereAt(percent(sentBytes, sizeBytes));
      return { text, tone: 'moving' };
    }
    case 'interrupted':
      return { text: status.interrupted(percent(stage.sentBytes, sizeBytes)), tone: 'quiet', icon: 'pause' };
    case 'paused':
      return { text: status.paused, tone: 'quiet', icon: 'pause' };
    case 'failed':
      return { text: status.failed, tone: 'bad', icon: 'alert' };
    case 'stored':
      return storedStatus(stage.file.status);
  }
}

function storedStatus(stored: FileStatus): Status {
  const { status } = words();
  switch (stored) {
    case 'pending':
      return { text: status.awaited, tone: 'quiet', icon: 'clock' };
    case 'expired':
      return { text: status.lost, tone: 'bad', icon: 'alert' };
    case 'aborted':
      return { text: status.givenUp, tone: 'quiet', icon: 'close' };
    case 'completing':
    case 'uploaded':
      return { text: status.checking, tone: 'moving' };
    case 'held':
      return { text: status.held, tone: 'quiet', icon: 'clock' };
    case 'verified':
      return { text: status.verified, tone: 'good', icon: 'check' };
    case 'rejected':
      return { text: status.rejected, tone: 'bad', icon: 'refused' };
  }
}

export function statusPill(entry: Entry): HTMLElement {
  const { text, tone, icon: name } = statusOf(entry);
  const sign = name ? icon(name) : element('span', { className: 'pill-dot' });
  return element('p', { className: `pill pill-${tone}` }, sign, element('span', {}, text));
}
