import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { RecordChange } from '../core/event/record-change.js';
import { fromItem, type FileItem } from './file-item.js';

/** What is read here of a record of the table's stream (DynamoDB Streams API reference, "Record"). */
export interface StreamRecord {
  readonly dynamodb?: {
    /** Seconds since 1970. */
    readonly ApproximateCreationDateTime?: number;
    readonly Keys?: Image;
    readonly OldImage?: Image;
    readonly NewImage?: Image;
  };
}

type Image = Readonly<Record<string, unknown>>;

/**
 * What a write did; undefined where it is none that anybody is told of: a usage count, an idempotency key, a record
 * that has gone after its time. Throws for a record that is not one.
 */
export function recordChange({ dynamodb }: StreamRecord): RecordChange | undefined {
  const {
    ApproximateCreationDateTime: seconds,
    Keys: keys,
    OldImage: before,
    NewImage: after,
  } = dynamodb ?? {};
  if (!keys || seconds === undefined) throw new Error('a record of the stream has no keys, or no time');
  const { sk } = plain(keys);
  if (sk !== 'FILE' || !after) return undefined;
  return {
    kind: 'file',
    ...(before && { before: fileIn(before) }),
    after: fileIn(after),
    at: new Date(seconds * 1000),
  };
}

function fileIn(image: Image) {
  const file = fromItem(plain(image) as FileItem);
  if (!file.id || !file.owner || !file.revision)
    throw new Error('a file of the stream lacks its id, owner or revision');
  return file;
}

const plain = (image: Image) => unmarshall(image as Record<string, AttributeValue>);
