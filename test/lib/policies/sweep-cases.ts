import * as r from './requests.js';
import { denied, no, yes, type Row } from './row.js';

/** Lists, opens nothing, and removes. */
export const sweepRows: Row[] = [
  [yes, 'sweep', 'lists versions', r.onBucket('sweep', 's3:ListBucketVersions')],
  [yes, 'sweep', 'lists open uploads', r.onBucket('sweep', 's3:ListBucketMultipartUploads')],
  [no, 'sweep', 'lists objects', r.onBucket('sweep', 's3:ListBucket')],
  [yes, 'sweep', 'DELETE of a version', r.onObject('sweep', 's3:DeleteObjectVersion')],
  [no, 'sweep', 'DELETE without version', r.onObject('sweep', 's3:DeleteObject')],
  [no, 'sweep', 'DELETE of a version outside files/', r.onOtherKey('sweep', 's3:DeleteObjectVersion')],
  [yes, 'sweep', 'AbortMultipartUpload', r.onObject('sweep', 's3:AbortMultipartUpload')],
  [no, 'sweep', 'ListParts', r.onObject('sweep', 's3:ListMultipartUploadParts')],
  [no, 'sweep', 'GET or HEAD of a clean file', r.get('sweep', 'clean')],
  [denied, 'sweep', 'GET or HEAD of a pending file', r.get('sweep', undefined), 'DenyReadUnlessClean'],
  [denied, 'sweep', 'GET by URL', r.get('sweep', 'clean', r.inUrl), 'DenyForeignPresign'],
  [no, 'sweep', 'PUT, once', r.put('sweep', r.once)],
  [no, 'sweep', 'CompleteMultipartUpload, once', r.put('sweep', r.once)],
  [denied, 'sweep', 'tags', r.tag('sweep', ['verdict']), 'OnlyValidatorTags'],
  [yes, 'sweep', 'reads many records', r.onTable('BatchGetItem')],
  [yes, 'sweep', 'has parts joined', r.invoke('Presign')],
  [no, 'sweep', 'wakes itself', r.invoke('Sweep')],
  [yes, 'files', 'wakes the sweep', r.invoke('Sweep')],
  [no, 'files', 'has parts joined', r.invoke('Presign')],
  [no, 'presign', 'wakes the sweep', r.invoke('Sweep')],
  [yes, 'schedule', 'wakes the sweep', r.invoke('Sweep')],
  [no, 'schedule', 'wakes another', r.invoke('Validate')],
];
