import { no, yes, type Row } from './row.js';
import * as r from './requests.js';

/** Tells what was written to the table, and touches neither table nor files. */
export const announceRows: Row[] = [
  ...(['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'] as const).map((action): Row => [
    yes,
    'announce',
    `${action} of the table`,
    r.onStream(action),
  ]),
  [yes, 'announce', 'tells the bus', r.onBus('PutEvents')],
  [no, 'announce', 'tells the account’s default bus', r.onBus('PutEvents', 'default')],
  [no, 'announce', 'reads a record', r.onTable('GetItem')],
  [no, 'announce', 'changes a record', r.onTable('UpdateItem')],
  [
    yes,
    'announce',
    'keeps a batch',
    r.onOtherKey('announce', 's3:PutObject', {}, 'aws/lambda/m/s/2026/11/22/b'),
  ],
  [
    no,
    'announce',
    'reads a kept batch',
    r.onOtherKey('announce', 's3:GetObject', {}, 'aws/lambda/m/s/2026/11/22/b'),
  ],
  [no, 'announce', 'PUT beside the batches', r.onOtherKey('announce', 's3:PutObject')],
  [no, 'announce', 'PUT of a file', r.put('announce', r.once)],
  [no, 'announce', 'GET of a clean file', r.get('announce', 'clean')],
  [yes, 'announce', 'finds the bucket', r.onBucket('announce', 's3:ListBucket')],
  [yes, 'announce', 'opens a log stream', r.log('CreateLogStream', 'AnnounceLogs')],
  [yes, 'announce', 'writes its log', r.log('PutLogEvents', 'AnnounceLogs')],
  [no, 'announce', 'writes another’s log', r.log('PutLogEvents', 'FilesLogs')],
  [yes, 'announce', 'sends a trace', r.trace('PutTraceSegments')],
  [no, 'announce', 'takes events', r.onQueue('ReceiveMessage')],
  [no, 'announce', 'tells the validator', r.onQueue('SendMessage')],
];
