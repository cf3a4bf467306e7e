import type { TableClient } from './query/table-client.js';
import type { FileRecord } from '../../core/file/file.js';
import type { FileFilter, FilePage, ListFilesPorts } from '../../core/manage/list-files.js';
import { isEmpty, placesAfter, type Places } from '../../core/manage/list-places.js';
import { fromItem, heldPartition, heldShards, type FileItem } from './item/file-item.js';
import { mergedNewestFirst } from './query/merged-pages.js';

/** With a selective filter, one request reads no more than this, and returns where it stopped. */
const pagesPerRequest = 6;
const mostPerPage = 1_000;

/** Of one partition of an index, newest first. */
const inPlaces = (index: 'gsi1' | 'gsi2', partition: string, { newest, oldest }: Places) => ({
  IndexName: index,
  KeyConditionExpression: `${index}pk = :partition AND ${index}sk BETWEEN :oldest AND :newest`,
  ExpressionAttributeValues: { ':partition': partition, ':oldest': oldest, ':newest': newest },
  ScanIndexForward: false,
});

/** An owner's files, newest first, from the index `gsi1` (eventually consistent). */
export function fileList(client: TableClient, table: string): ListFilesPorts['files'] {
  async function page(query: ReturnType<typeof inPlaces>, filter: FileFilter, limit: number) {
    const { expression, names, values } = filtering(filter);
    const { Items = [], LastEvaluatedKey } = await client.query({
      TableName: table,
      ...query,
      ExpressionAttributeValues: { ...query.ExpressionAttributeValues, ...values },
      ...(expression && { FilterExpression: expression, ExpressionAttributeNames: names }),
      Limit: limit,
    });
    const files = Items.map((item) => fromItem(item as FileItem));
    return { files, stoppedAt: LastEvaluatedKey?.[`${query.IndexName}sk`] as string | undefined };
  }

  return {
    async list(owner, { limit, places, filter }) {
      const isFiltered = Object.keys(filter).length > 0;
      const files: FileRecord[] = [];
      let left = places;
      let lastId: string | undefined;
      for (let count = 0; count < pagesPerRequest && files.length < limit && !isEmpty(left); count++) {
        const missing = limit - files.length;
        // The fewer items match a filter, the larger is the next page.
        const looked = isFiltered ? Math.min(mostPerPage, Math.max(missing, 25) * 4 ** count) : missing;
        const { files: more, stoppedAt } = await page(
          inPlaces('gsi1', `OWNER#${owner}`, left),
          filter,
          looked,
        );
        for (const file of more) files.push(file);
        lastId = stoppedAt;
        if (lastId === undefined) break;
        left = placesAfter(lastId, left);
      }
      return cut(files, limit, lastId);
    },

    // All shards of the index `gsi2` in parallel: ids sort by time in each, so a cursor is a position in all of them.
    async listHeld({ limit, places, filter: { type } }) {
      if (isEmpty(places)) return { files: [] };
      const pages = await Promise.all(
        Array.from({ length: heldShards }, async (_, shard) => {
          const query = inPlaces('gsi2', heldPartition(shard), places);
          const { files, stoppedAt } = await page(query, type ? { type } : {}, limit);
          return { entries: files, stoppedAt };
        }),
      );
      const { entries, stoppedAt } = mergedNewestFirst(pages);
      return cut(entries, limit, stoppedAt);
    },
  };
}

/** At most the limit; the next page finds the others again. */
function cut(files: readonly FileRecord[], limit: number, stoppedAt: string | undefined): FilePage {
  const lastId = files.length > limit ? files[limit - 1]?.id : stoppedAt;
  return { files: files.slice(0, limit), ...(lastId !== undefined && { lastId }) };
}

/** A DynamoDB filter (developer guide, "Filter expressions"). */
function filtering({ status, type }: FileFilter) {
  const clauses: string[] = [];
  const names: Record<string, string> = {};
  const values: Record<string, string> = {};
  if (status) {
    clauses.push('#status = :status');
    names['#status'] = 'status';
    values[':status'] = status;
  }
  if (type) {
    const is = (name: string) => (type.endsWith('/*') ? `begins_with(${name}, :type)` : `${name} = :type`);
    clauses.push(`(${is('#detected')} OR (attribute_not_exists(#detected) AND ${is('#declared')}))`);
    names['#detected'] = 'detectedType';
    names['#declared'] = 'contentType';
    values[':type'] = type.endsWith('/*') ? type.slice(0, -1) : type;
  }
  return { expression: clauses.join(' AND '), names, values };
}
