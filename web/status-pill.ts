import { element } from './element.js';
import type { Entry } from './entry.js';
import { icon, type IconName } from './icon.js';

type Tone = 'quiet' | 'moving' | 'good' | 'bad';

interface Status {
  readonly text: string;
  readonly tone: Tone;
  readonly icon?: IconName;
}

/** Where a file is, in a word or two. */
export function statusOf({ stage, sizeBytes }: Entry): Status {
  switch (stage.name) {
    case 'queued':
      return { text: 'Waiting', tone: 'quiet', icon: 'clock' };
    case 'sending': {
      const percent = sizeBytes === 0 ? 100 : Math.floor((stage.sentBytes / sizeBytes) * 100);
      return { text: `Uploading ${percent} %`, tone: 'moving' };
    }
    case 'paused':
      return { text: 'Paused', tone: 'quiet', icon: 'pause' };
    case 'failed':
      return { text: 'Not sent', tone: 'bad', icon: 'alert' };
    case 'stored':
      switch (stage.file.status) {
        case 'pending':
        case 'expired':
        case 'aborted':
          return { text: 'Never arrived', tone: 'quiet', icon: 'clock' };
        case 'completing':
        case 'uploaded':
          return { text: 'Checking', tone: 'moving' };
        case 'held':
          return { text: 'Under review', tone: 'quiet', icon: 'clock' };
        case 'verified':
          return { text: 'Verified', tone: 'good', icon: 'check' };
        case 'rejected':
          return { text: 'Refused', tone: 'bad', icon: 'refused' };
      }
  }
}

export function statusPill(entry: Entry): HTMLElement {
  const { text, tone, icon: name } = statusOf(entry);
  const sign = name ? icon(name) : element('span', { className: 'pill-dot' });
  return element('p', { className: `pill pill-${tone}` }, sign, element('span', {}, text));
}
