import * as r from './requests.js';
import { no, yes, type Row } from './row.js';

const lists = (who: r.Who) => (who === 'files' || who === 'sweep' ? yes : no);

/** Requests outside the bucket. */
export const elsewhere: Row[] = [
  ...(['presign', 'files', 'download', 'validate', 'sweep'] as const).flatMap((who): Row[] => {
    const logs = `${who.charAt(0).toUpperCase()}${who.slice(1)}Logs`;
    return [
      [yes, who, 'opens a log stream', r.log('CreateLogStream', logs)],
      [yes, who, 'writes its log', r.log('PutLogEvents', logs)],
      [no, who, 'writes the gateway’s log', r.log('PutLogEvents', 'ApiLogs')],
      [yes, who, 'sends a trace', r.trace('PutTraceSegments')],
      [yes, who, 'reads a record', r.onTable('GetItem')],
      [no, who, 'reads all records', r.onTable('Scan')],
      [['files', 'sweep'].includes(who) ? yes : no, who, 'takes a grant back', r.onTable('DeleteItem')],
      [
        ['files', 'sweep'].includes(who) ? yes : no,
        who,
        'removes a share',
        r.onTable('DeleteItem', 'SHARE#2c26'),
      ],
      [who === 'sweep' ? yes : no, who, 'deletes another item', r.onTable('DeleteItem', 'OWNER#ada')],
      [no, who, 'writes many records unconditionally', r.onTable('BatchWriteItem')],
      [who === 'download' ? no : yes, who, 'changes a record', r.onTable('UpdateItem')],
      [['files', 'presign'].includes(who) ? yes : no, who, 'creates a grant', r.onTable('PutItem')],
      [who === 'presign' ? yes : no, who, 'writes another item', r.onTable('PutItem', 'IDEM#ada')],
      [
        ['files', 'presign'].includes(who) ? yes : no,
        who,
        'creates a share',
        r.onTable('PutItem', 'SHARE#2c26'),
      ],
      [yes, who, 'changes a share', r.onTable('UpdateItem', 'SHARE#2c26')],
      [
        ['files', 'download', 'sweep'].includes(who) ? yes : no,
        who,
        'reads many records',
        r.onTable('BatchGetItem'),
      ],
      [lists(who), who, 'lists an owner’s files', r.onIndex('Query')],
      [lists(who), who, 'lists held files', r.onIndex('Query', 'gsi2')],
      [no, who, 'lists a third index', r.onIndex('Query', 'gsi3')],
      [
        ['files', 'download', 'sweep'].includes(who) ? yes : no,
        who,
        'finds a file’s grants',
        r.onTable('Query'),
      ],
      [who === 'validate' ? yes : no, who, 'takes events', r.onQueue('ReceiveMessage')],
      [lists(who), who, 'tells the validator', r.onQueue('SendMessage')],
      [no, who, 'puts dead letters', r.onQueue('SendMessage', 'DeadLetterQueue')],
      [no, who, 'takes dead letters', r.onQueue('ReceiveMessage', 'DeadLetterQueue')],
    ];
  }),
];
