import type { Recipe } from '../recipe.js';
import { written, type Format } from './written.js';

const message = (type: string, ending: string, what: string): Format => ({
  type,
  ending,
  what,
  maker: 'messages',
});

/** Mail, songs, sheets and torrents. */
export const mail: Recipe[] = [
  ...written(
    { ...message('message/rfc822', 'eml', 'eml'), declared: ['message/rfc822', 'text/plain'] },
    {},
    { page: true, attached: 'minutes.pdf' },
    { lines: 9000 },
    { subject: 'Grüße — ' + 'x'.repeat(400) },
  ),
  ...written(message('application/mbox', 'mbox', 'mbox'), {}, { count: 400 }),
  ...written(message('audio/midi', 'mid', 'midi'), {}, { type: 0, tracks: 1 }, { tracks: 12, count: 3000 }),
  ...written(message('application/vnd.apple.numbers', 'numbers', 'numbers'), {}, { count: 200 }),
  ...written(
    message('application/x-bittorrent', 'torrent', 'torrent'),
    {},
    { tracker: false, count: 90_000 },
  ),
];
