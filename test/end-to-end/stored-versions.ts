import { ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { system } from '../stack/system.js';
import { until } from './until.js';

const asRoot = new S3Client({ ...system.client, forcePathStyle: true });

/** The object's key, as a signed URL has it. */
export const keyIn = (url: string): string =>
  decodeURIComponent(new URL(url).pathname).slice(`/${system.bucket}/`.length);

/** How many versions a bucket holds of a key. Only root may look. */
export async function storedVersions(key: string, bucket = system.bucket): Promise<number> {
  const { Versions = [] } = await asRoot.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: key }));
  return Versions.length;
}

export async function untilNothingIsStored(key: string): Promise<void> {
  await until(`no version of ${key}`, async () => (await storedVersions(key)) === 0 || undefined);
}
