import {
  GetObjectTaggingCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
} from '@aws-sdk/client-s3';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { fromItem, type FileItem } from '../../../lambda/aws/table/item/file-item.js';
import type { FileRecord } from '../../../lambda/core/file/file.js';
import type { Usage } from '../../../lambda/core/file/usage.js';
import type { HeldVersion } from '../model/snapshot.js';
import type { DeployedStack } from './deployed-stack.js';

/** The whole table, read without the code under test. */
export async function readTable({ tables, address }: DeployedStack) {
  const records: FileRecord[] = [];
  const usages = new Map<string, Usage>();
  const downloads = new Map<string, number>();
  const reachable = new Set<string>();
  const pages = paginateScan({ client: tables }, { TableName: address.table, ConsistentRead: true });
  for await (const { Items = [] } of pages) {
    for (const item of Items) {
      const { files = 0, bytes = 0, pendingFiles = 0 } = item as Partial<Usage>;
      if (item['sk'] === 'FILE') records.push(fromItem(item as FileItem));
      if (item['sk'] === 'SHARE') downloads.set(String(item['id']), Number(item['downloads']));
      if (String(item['sk']).startsWith('GRANT#')) reachable.add(String(item['pk']).slice('FILE#'.length));
      if (item['sk'] === 'USAGE')
        usages.set(String(item['pk']).slice('OWNER#'.length), { files, bytes, pendingFiles });
    }
  }
  return { records, usages, downloads, reachable };
}

/** Every version in the bucket, with its tag. */
export async function readBucket({ s3, address: { bucket } }: DeployedStack): Promise<HeldVersion[]> {
  const versions: HeldVersion[] = [];
  let place: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
  while (place) {
    const page: ListObjectVersionsCommandOutput = await s3.send(
      new ListObjectVersionsCommand({ Bucket: bucket, ...place }),
    );
    for (const { Key: key = '', VersionId: versionId = '', Size: sizeBytes = 0 } of page.Versions ?? []) {
      const { TagSet = [] } = await s3.send(
        new GetObjectTaggingCommand({ Bucket: bucket, Key: key, VersionId: versionId }),
      );
      versions.push({ key, versionId, sizeBytes, tag: TagSet.find(({ Key }) => Key === 'verdict')?.Value });
    }
    const { IsTruncated, NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
    place = IsTruncated && KeyMarker ? { KeyMarker, ...(VersionIdMarker && { VersionIdMarker }) } : undefined;
  }
  return versions;
}
