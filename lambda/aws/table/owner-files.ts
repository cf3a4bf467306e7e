import type { TableClient } from './query/table-client.js';
import type { FileRecord } from '../../core/file/file.js';
import { fromItem, type FileItem } from './item/file-item.js';
import { queryPages } from './query/query-pages.js';

export interface OwnerFiles {
  pages(owner: string): AsyncGenerator<readonly FileRecord[]>;
}

/** An owner's list, oldest first, from the index `gsi1`. */
export function ownerFiles(client: TableClient, table: string): OwnerFiles {
  return {
    async *pages(owner) {
      const files = queryPages(client, {
        TableName: table,
        IndexName: 'gsi1',
        KeyConditionExpression: 'gsi1pk = :owner',
        ExpressionAttributeValues: { ':owner': `OWNER#${owner}` },
      });
      for await (const items of files) yield items.map((item) => fromItem(item as unknown as FileItem));
    },
  };
}
