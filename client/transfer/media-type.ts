import { mediaTypeTable } from './media-type-table.js';

let types: ReadonlyMap<string, string> | undefined;

/**
 * The media type of files with this name's ending; `application/octet-stream` for an ending that means none, or
 * several. What to declare for a file whose own `type` is empty, though the service finds it out too: `upload` leaves
 * it to the service, and needs no table.
 *
 * @example
 * import { mediaTypeOf } from '@waybill/client/media-type';
 * mediaTypeOf('minutes.odt'); // 'application/vnd.oasis.opendocument.text'
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
