import type { TableClient } from './query/table-client.js';
import type { ListSharedPorts, SharedPlace } from '../../core/manage/list-shared.js';
import { getMany } from './query/batch-get.js';
import { fileKey, fromItem, type FileItem } from './item/file-item.js';
import { grantKey, granteePartition } from './item/grant-item.js';
import { mergedNewestFirst } from './query/merged-pages.js';

/**
 * Files shared with a subject: one partition of the index `gsi1` for each grantee, confirmed by the items themselves.
 */
export function sharedList(client: TableClient, table: string): ListSharedPorts['shared'] {
  async function placesOf(
    grantId: string,
    { newest, oldest }: { newest: string; oldest: string },
    limit: number,
  ) {
    const { Items = [], LastEvaluatedKey } = await client.query({
      TableName: table,
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :grantee AND gsi1sk BETWEEN :oldest AND :newest',
      ExpressionAttributeValues: {
        ':grantee': granteePartition(grantId),
        ':oldest': oldest,
        ':newest': newest,
      },
      ProjectionExpression: 'gsi1sk',
      ScanIndexForward: false,
      Limit: limit,
    });
    const entries = Items.map(({ gsi1sk }) => ({ id: gsi1sk as string, grantId }));
    return { entries, stoppedAt: LastEvaluatedKey?.['gsi1sk'] as string | undefined };
  }

  return {
    async candidates(grantIds, places, limit) {
      const pages = await Promise.all(grantIds.map((grantId) => placesOf(grantId, places, limit)));
      const { entries, stoppedAt } = mergedNewestFirst(pages);
      const byFile = new Map<string, string[]>();
      for (const { id, grantId } of entries) byFile.set(id, [...(byFile.get(id) ?? []), grantId]);
      const found = [...byFile].map(([fileId, grants]): SharedPlace => ({ fileId, grantIds: grants }));
      const lastId = found.length > limit ? found[limit - 1]?.fileId : stoppedAt;
      return { found: found.slice(0, limit), ...(lastId !== undefined && { lastId }) };
    },

    // Strongly consistent, unlike the index: a revoked grant shows nothing.
    async readGranted(found) {
      const keys = found.flatMap(({ fileId, grantIds }) => [
        fileKey(fileId),
        ...grantIds.map((grantId) => grantKey(fileId, grantId)),
      ]);
      const items = await getMany(client, table, keys);
      const granted = new Set(items.flatMap(({ pk, sk }) => (sk === 'FILE' ? [] : [pk])));
      const files = new Map(
        items.flatMap((item) =>
          item['sk'] === 'FILE' ? [[item['pk'], fromItem(item as unknown as FileItem)]] : [],
        ),
      );
      return found.flatMap(({ fileId }) => {
        const { pk } = fileKey(fileId);
        const file = files.get(pk);
        return file && granted.has(pk) ? [file] : [];
      });
    },
  };
}
