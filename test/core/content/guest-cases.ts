import { elfStart, smallPdf, smallZip } from './file-bytes.js';
import { noise } from '../../fixtures/filler.js';

/**
 * The host with each kind of guest after it, followed by nothing, by padding or noise, or by a copy of the host's
 * trailer. Every one has to be refused.
 */
export function guestsBehind(host: Buffer, ending: Buffer = host.subarray(-16)): [string, Buffer][] {
  const guests: [string, Buffer][] = [
    ['an archive', smallZip],
    ['a document', smallPdf],
    ['a program', elfStart],
  ];
  const after: [string, Buffer][] = [
    ['', Buffer.alloc(0)],
    [', then 100 KB of zeros', Buffer.alloc(100_000)],
    [', then 100 KB of noise', noise(100_000, 7)],
    [", then the host's ending again", ending],
  ];
  return [
    ...guests.flatMap(([guest, bytes]) =>
      after.map(([what, more]): [string, Buffer] => [guest + what, Buffer.concat([host, bytes, more])]),
    ),
    ['an archive behind 90 KB of zeros', Buffer.concat([host, Buffer.alloc(90_000), smallZip])],
    ...behindCopiedEnding(host),
  ];
}

/** The host with a guest after it, out of the tail's reach, and a copy of the host's trailer at the end. */
function behindCopiedEnding(host: Buffer): [string, Buffer][] {
  const ending = host.subarray(-64);
  return [
    [
      "a program, then 90 KB of zeros, then the host's ending again",
      Buffer.concat([host, elfStart, Buffer.alloc(90_000), ending]),
    ],
    [
      "a program, then 90 KB of noise, then the host's ending again",
      Buffer.concat([host, elfStart, noise(90_000, 7), ending]),
    ],
  ];
}
