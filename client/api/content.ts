import type { Call } from './call.js';
import type { Connection } from './connection.js';
import type { Disposition, ReadUrl, ReadUrlItem } from './contract.js';
import { idPath } from './path.js';
import { inTime } from './patience.js';
import { storageRefusal } from './storage-answer.js';

/** What a presigned URL is for. */
export interface ContentOptions extends Call {
  /**
   * Whether a browser shows the file or saves it. `inline` is honoured only for types that cannot run script.
   * @default 'attachment'
   */
  readonly disposition?: Disposition;
}

/** What presigned URLs of many files are for. */
export interface ContentUrlsOptions extends ContentOptions {
  /**
   * URLs of the caller's own files have no signature, and stay the same: the browser gets cookies for them, which this
   * renews. Needs a deployment with `cdnCookieDomain`, and a page of the same site. The files are attachments, which
   * `<img>` and `<video>` show too.
   * @default false
   */
  readonly cookies?: boolean;
}

/** Maximum of the API per request. */
const urlsAtOnce = 100;

export function contentUrl(
  connection: Connection,
  id: string,
  { disposition = 'attachment', signal }: ContentOptions = {},
): Promise<ReadUrl> {
  return connection.ask('GET', idPath('files', id, 'url'), { query: { disposition }, signal });
}

export async function contentUrls(
  connection: Connection,
  ids: readonly string[],
  { disposition = 'attachment', cookies, signal }: ContentUrlsOptions = {},
): Promise<readonly ReadUrlItem[]> {
  const items: ReadUrlItem[] = [];
  for (let from = 0; from < ids.length; from += urlsAtOnce) {
    const some = ids.slice(from, from + urlsAtOnce);
    const signed = await connection.ask<{ items: ReadUrlItem[] }>(
      'POST',
      cookies ? '/cdn/session' : '/files/urls',
      {
        body: cookies ? { ids: some } : { ids: some, disposition },
        cookies,
        signal,
      },
    );
    for (const item of signed.items) items.push(item);
  }
  return items;
}

export async function download(connection: Connection, id: string, { signal }: Call = {}): Promise<Response> {
  const { url } = await contentUrl(connection, id, { signal });
  // Without a token: S3 refuses two kinds of authorization. With the caller's own signal: it also aborts reading the
  // body.
  const head = () => connection.reach(url, signal ? { signal } : {});
  const answer = await inTime(connection.patience.apiMs, signal, head);
  if (!answer.ok) throw storageRefusal({ status: answer.status, text: await answer.text() });
  return answer;
}
