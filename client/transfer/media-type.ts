/**
 * Types of files by the endings of their names. See docs/client.md.
 *
 * @module @waybill/client/media-type
 */

import { mediaTypeTable } from './media-type-table.js';

let types: ReadonlyMap<string, string> | undefined;

/**
 * Names the type to show, or to declare, for a file whose own `type` is empty. `upload` needs no such table: it leaves
 * unnamed files to the service, which has the same one.
 *
 * @param filename of which the ending counts
 * @returns the media type that the ending means; `application/octet-stream` for an ending that means none, or several
 * @example
 * import { mediaTypeOf } from '@waybill/client/media-type';
 *
 * const contentType = file.type || mediaTypeOf(file.name);
 */
export function mediaTypeOf(filename: string): string {
  types ??= new Map(
    mediaTypeTable
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [type = '', ...endings] = line.split(' ');
        return endings.map((ending) => [ending, type] as const);
      }),
  );
  return types.get(/\.([^.]+)$/.exec(filename)?.[1]?.toLowerCase() ?? '') ?? 'application/octet-stream';
}
