import { randomUUID } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutBucketCorsCommand,
  PutBucketEncryptionCommand,
  PutBucketVersioningCommand,
  S3Client,
  type BucketLocationConstraint,
} from '@aws-sdk/client-s3';
import { find, resourcesOf, synthesize } from '../../lib/synthesize.js';
import type { Access } from './engines/engine.js';
import { pageOrigin } from './store.js';

/** As in CloudFormation. */
interface TemplateRule {
  readonly AllowedOrigins: string[];
  readonly AllowedMethods: string[];
  readonly AllowedHeaders: string[];
  readonly ExposedHeaders: string[];
  readonly MaxAge: number;
}

/** Creates buckets as the construct does, and removes them with all objects. */
export class Buckets {
  private readonly made: string[] = [];
  readonly client: S3Client;

  constructor(private readonly access: Access) {
    const { endpoint, region, administrator } = access;
    this.client = new S3Client({
      region,
      credentials: administrator,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      ...(endpoint && { endpoint: endpoint.href, forcePathStyle: true }),
    });
  }

  async make(): Promise<string> {
    const Bucket = `waybill-contract-${randomUUID()}`;
    const { region } = this.access;
    const LocationConstraint = region as BucketLocationConstraint;
    await this.client.send(
      new CreateBucketCommand({
        Bucket,
        ...(region !== 'us-east-1' && { CreateBucketConfiguration: { LocationConstraint } }),
      }),
    );
    this.made.push(Bucket);
    // S3 user guide, "Blocking or unblocking SSE-C": new buckets refuse it, and one row stores such an object.
    if (!this.access.endpoint) await this.unblockCustomerKeys(Bucket);
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await this.client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    return Bucket;
  }

  private async unblockCustomerKeys(Bucket: string): Promise<void> {
    const BlockedEncryptionTypes = { EncryptionType: ['NONE' as const] };
    const ApplyServerSideEncryptionByDefault = { SSEAlgorithm: 'AES256' as const };
    const Rules = [{ ApplyServerSideEncryptionByDefault, BlockedEncryptionTypes }];
    const ServerSideEncryptionConfiguration = { Rules };
    await this.client.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }));
  }

  /** The construct's CORS rule of a bucket for pages at `pageOrigin`. */
  async openToPages(Bucket: string): Promise<void> {
    const [rule] = (
      find(resourcesOf(synthesize({ allowedOrigins: [pageOrigin] })), 'AWS::S3::Bucket').Properties[
        'CorsConfiguration'
      ] as { CorsRules: readonly TemplateRule[] }
    ).CorsRules;
    if (!rule) throw new Error('the construct gives its bucket no CORS rule');
    const CORSRules = [
      {
        AllowedOrigins: rule.AllowedOrigins,
        AllowedMethods: rule.AllowedMethods,
        AllowedHeaders: rule.AllowedHeaders,
        ExposeHeaders: rule.ExposedHeaders,
        MaxAgeSeconds: rule.MaxAge,
      },
    ];
    await this.client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
  }

  /** Whether no version is left of a file. */
  async isEmpty(Bucket: string, id: string): Promise<boolean> {
    const { Versions = [] } = await this.client.send(new ListObjectVersionsCommand({ Bucket }));
    return !Versions.some(({ Key }) => Key?.endsWith(id));
  }

  async removeAll(): Promise<void> {
    for (const Bucket of this.made.splice(0)) {
      await this.client.send(new DeleteBucketPolicyCommand({ Bucket }));
      const { Uploads = [] } = await this.client.send(new ListMultipartUploadsCommand({ Bucket }));
      for (const { Key, UploadId } of Uploads) {
        await this.client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
      }
      for (;;) {
        const page = await this.client.send(new ListObjectVersionsCommand({ Bucket }));
        const stored = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
        if (stored.length === 0) break;
        for (const { Key, VersionId } of stored) {
          await this.client.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
        }
      }
      await this.client.send(new DeleteBucketCommand({ Bucket }));
    }
  }
}
