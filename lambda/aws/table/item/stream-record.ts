import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { RecordChange } from '../../../core/announcement/record-change.js';
import { UnreadableRecord } from '../../../core/event/unreadable-record.js';
import { endpointPrefix, fromEndpointItem, type EndpointItem } from './endpoint-item.js';
import { fromItem, type FileItem } from './file-item.js';
import { fromReadItem, readKey, type ReadItem } from './read-item.js';
import { fromShareItem, type ShareItem } from './share-item.js';

/** The fields used of a record of the table's stream (DynamoDB Streams API reference, "Record"). */
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
 * The change that a write made; undefined if it has no event: a usage count, an idempotency key, an expired record.
 * Throws `UnreadableRecord` for an invalid record.
 */
export function recordChange({ dynamodb }: StreamRecord): RecordChange | undefined {
  const {
    ApproximateCreationDateTime: seconds,
    Keys: keys,
    OldImage: before,
    NewImage: after,
  } = dynamodb ?? {};
  if (!keys || seconds === undefined)
    throw new UnreadableRecord('a record of the stream has no keys, or no time');
  if (!after) return undefined;
  const at = new Date(seconds * 1000);
  const both = <Record>(read: (image: Image) => Record) => ({
    ...(before && { before: read(before) }),
    ...{ after: read(after), at },
  });
  const sk = String(plain(keys)['sk']);
  if (sk === 'FILE') return { kind: 'file', ...both(fileIn) };
  if (sk === readKey) return { kind: 'read', after: fromReadItem(plain(after) as ReadItem) };
  if (sk === 'SHARE') return { kind: 'share', ...both(shareIn) };
  return sk.startsWith(endpointPrefix) ? { kind: 'webhook', ...both(endpointIn) } : undefined;
}

const fileIn = (image: Image) => owned(whole(fromItem(plain(image) as FileItem)));
const shareIn = (image: Image) => owned(whole(fromShareItem(plain(image) as ShareItem)));
const endpointIn = (image: Image) => whole(fromEndpointItem(plain(image) as EndpointItem));

function whole<Record extends { id: string; revision: number; createdAt: Date }>(record: Record): Record {
  const { id, revision, createdAt } = record;
  if (!id || !revision || isNaN(createdAt.getTime()))
    throw new UnreadableRecord('a record lacks its id, revision or time');
  return record;
}

function owned<Record extends { owner: string }>(record: Record): Record {
  if (!record.owner) throw new UnreadableRecord('a record lacks its owner');
  return record;
}

const plain = (image: Image) => unmarshall(image as Record<string, AttributeValue>);
