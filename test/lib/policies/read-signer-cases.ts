import { denied, named, no, yes } from './row.js';
import * as r from './requests.js';

const { inUrl, minutesOld, once } = r;

/** If reads live for an hour: a separate role signs them, with the rights of `download` on objects. */
export const readSignerCases = named([
  [yes, 'download', 'takes the role that signs long reads', r.onRole('AssumeRole', 'ReadSignerRole')],
  [no, 'download', 'takes another role', r.onRole('AssumeRole', 'ValidateRole')],
  [no, 'files', 'takes the role that signs long reads', r.onRole('AssumeRole', 'ReadSignerRole')],
  [yes, 'readSigner', 'GET of a clean file by URL', r.get('readSigner', 'clean', inUrl)],
  [
    yes,
    'readSigner',
    'GET of a clean version by URL, 59 minutes old',
    r.getVersion('readSigner', 'clean', { ...inUrl, ...minutesOld(59) }),
  ],
  [
    denied,
    'readSigner',
    'GET of a clean version by URL, 61 minutes old',
    r.getVersion('readSigner', 'clean', { ...inUrl, ...minutesOld(61) }),
    'DenyStaleReadSignature',
  ],
  [
    denied,
    'readSigner',
    'GET of a pending version by URL',
    r.getVersion('readSigner', undefined, inUrl),
    'DenyReadUnlessClean',
  ],
  [no, 'readSigner', 'GET of a clean version by itself', r.getVersion('readSigner', 'clean')],
  [no, 'readSigner', 'PUT by URL, once', r.put('readSigner', { ...inUrl, ...once })],
  [no, 'readSigner', 'reads a record', r.onTable('GetItem')],
  [denied, 'files', 'GET of a clean file by URL', r.get('files', 'clean', inUrl), 'DenyForeignPresign'],
]);
