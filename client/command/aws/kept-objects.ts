import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import type { KeptObjects } from '../redrive/redrive.js';
import { patience } from './patience.js';

/** Lambda chooses this prefix itself (developer guide, "Retain discarded records with a DynamoDB event source"). */
const prefix = 'aws/lambda/';

/**
 * A batch has 6 MB at most (Lambda developer guide, "Lambda quotas"); as a string in JSON it can grow to twice that.
 */
const maxBytes = 16 * 1024 * 1024;

/** Batches of the stream that Lambda wrote to the bucket, a page of names at a time, one object at a time. */
export function keptObjects(bucket: string): KeptObjects {
  const client = new S3Client(patience());
  return {
    async *keys() {
      for await (const { Contents = [] } of paginateListObjectsV2(
        { client },
        { Bucket: bucket, Prefix: prefix },
      ))
        for (const { Key } of Contents) if (Key !== undefined) yield Key;
    },

    async read(key) {
      try {
        const { Body, ContentLength, VersionId } = await client.send(
          new GetObjectCommand({ Bucket: bucket, Key: key }),
        );
        // Only objects that may be a batch are read.
        const isSmall = ContentLength !== undefined && ContentLength <= maxBytes;
        const text = isSmall ? await Body?.transformToString() : undefined;
        if (!isSmall) await Body?.transformToWebStream().cancel();
        return { text, versionId: VersionId };
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },

    async remove(key, versionId) {
      // With its version id: a delete marker would leave the records, with names, in the versioned bucket.
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
    },
  };
}
