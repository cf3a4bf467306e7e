import type { Connection } from './connection.js';
import type { ReadUrl } from './file.js';
import { storageRefusal } from './storage-answer.js';

export interface ContentOptions {
  /** `inline` is honoured only for types that cannot run script. @default attachment */
  readonly disposition?: 'inline' | 'attachment';
  readonly signal?: AbortSignal;
}

export async function contentUrl(
  connection: Connection,
  id: string,
  { disposition = 'attachment', signal }: ContentOptions = {},
): Promise<ReadUrl> {
  const path = `/files/${encodeURIComponent(id)}/content` as const;
  return (await connection.send<ReadUrl>({ method: 'GET', path, query: { disposition }, signal })).body;
}

export async function download(connection: Connection, id: string, signal?: AbortSignal): Promise<Response> {
  const { url } = await contentUrl(connection, id, signal ? { signal } : {});
  // No token here: the URL is its own permission, and storage refuses two.
  const answer = await connection.reach(url, signal ? { signal } : {});
  if (!answer.ok) throw storageRefusal({ status: answer.status, text: await answer.text() });
  return answer;
}
