import { S3Client } from '@aws-sdk/client-s3';
import type { Engine } from './engine.js';

/** The profile of the AWS configuration files in whose account the suite may create buckets. */
export const accountProfile = process.env['WAYBILL_AWS_PROFILE'];

/** Amazon S3 itself. The suite creates buckets named `waybill-contract-*` and removes them. */
export const account: Engine = {
  name: 'aws',
  title: 'Amazon S3',
  async start() {
    if (!accountProfile) throw new Error('set WAYBILL_AWS_PROFILE to run against Amazon S3');
    const { config } = new S3Client({ profile: accountProfile });
    const [region, identity] = await Promise.all([config.region(), config.credentials()]);
    const { accessKeyId, secretAccessKey, sessionToken } = identity;
    const credentials = { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
    return { access: { region, credentials, administrator: credentials }, stop: () => Promise.resolve() };
  },
};
