import { ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { system } from '../stack/system.js';
import { until } from './until.js';

const asRoot = new S3Client({ ...system.client, forcePathStyle: true });

/** The object's key in a presigned URL. */
export const keyIn = (url: string): string =>
  decodeURIComponent(new URL(url).pathname).slice(`/${system.bucket}/`.length);

/** How many versions of a key a bucket has. Only root may list them. */
export async function storedVersions(key: string, bucket = system.bucket): Promise<number> {
  const { Versions = [] } = await asRoot.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: key }));
  return Versions.length;
}

export async function untilNothingIsStored(key: string): Promise<void> {
  await until(`no version of ${key}`, async () => (await storedVersions(key)) === 0 || undefined);
}
