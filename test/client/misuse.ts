/**
 * Code that must not compile, checked by `npm run typecheck`: an unused `@ts-expect-error` is an error, so a type that
 * becomes too wide fails the build.
 */
import {
  createClient,
  isWaybillError,
  WaybillError,
  type Client,
  type StoredFile,
} from '../../client/index.js';

/** Whether two types are the same; `any` differs from all others. */
type Same<One, Other> =
  (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;
const holds = <Statement extends true>(statement: Statement) => statement;

declare const client: Client;
declare const blob: Blob;
declare const file: File;

export async function misuse(): Promise<void> {
  // @ts-expect-error a client needs a way to its tokens
  createClient({ apiUrl: 'https://api.example.com' });
  // @ts-expect-error a token is no object
  createClient({ apiUrl: '', getToken: () => ({ accessToken: '' }) });

  // @ts-expect-error bytes without a name need one
  await client.upload(blob);
  // @ts-expect-error a path is no file
  await client.upload('photo.jpg');
  // @ts-expect-error storage checks no MD5
  await client.upload(file, { checksum: 'md5' });
  // @ts-expect-error metadata is text
  await client.upload(file, { metadata: { width: 3 } });
  // @ts-expect-error seconds are a number
  await client.upload(file, { expiresInSeconds: '60' });
  // @ts-expect-error no such option
  await client.upload(file, { onprogress: () => undefined });
  // @ts-expect-error limits are no file
  (await client.limits()) satisfies StoredFile;

  // @ts-expect-error a subject says whether it is a user or a group
  await client.grant('id', 'ada');
  // @ts-expect-error a file has no such field to change
  await client.change('id', { sizeBytes: 1 });
  // @ts-expect-error a link ends after seconds, not at a date
  await client.share('id', { expiresInSeconds: new Date() });
  // @ts-expect-error a file is never in this state
  client.list({ status: 'ready' });
  // @ts-expect-error one id is no list
  await client.contentUrls('id');
  // @ts-expect-error a list is looped over
  client.list().length satisfies number;
  // @ts-expect-error one of many may have no address
  (await client.contentUrls(['id'])).map(({ url }) => url);

  const { status } = await client.file('id');
  // @ts-expect-error a file is never in this state
  if (status === 'ready') return;
  holds<Same<StoredFile['width'], number | null>>(true);
}

export function failures(error: unknown): string | undefined {
  // @ts-expect-error anything may be thrown
  holds<Same<typeof error, WaybillError>>(true);
  // @ts-expect-error no such code
  if (isWaybillError(error, 'quota-exceded')) return undefined;
  if (isWaybillError(error, 'quota-exceeded', 'file-not-found')) {
    holds<Same<typeof error.code, 'quota-exceeded' | 'file-not-found'>>(true);
    holds<Same<typeof error.status, 403 | 404>>(true);
  }
  if (!(error instanceof WaybillError)) return undefined;
  // @ts-expect-error not all failures come from storage
  if (error.storageCode) return undefined;
  // @ts-expect-error an endpoint of webhooks is none of the client's
  if (error.code === 'webhook-not-found') return undefined;
  if (error.code === 'storage-refused') return error.storageCode;
  if (error.code === 'verdict-timeout') return error.file.status;
  // @ts-expect-error a network error has no file
  return error.code === 'network' ? error.file : error.detail;
}
