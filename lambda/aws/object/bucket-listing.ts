import {
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  type ListMultipartUploadsCommandInput,
  type ListObjectVersionsCommandInput,
  type ObjectVersion,
  type S3Client,
} from '@aws-sdk/client-s3';
import { filesPrefix } from '../../core/file/object-key.js';
import type { OrphanPorts } from '../../core/sweep/orphans.js';
import type { ListedVersion, SweepPorts } from '../../core/sweep/ports.js';

type Listing = OrphanPorts['bucket'] & { readonly versionsOf: SweepPorts['store']['versions'] };

/** Listings of the bucket, which open no object. Delete markers are omitted, since the service creates none. */
export function bucketListing(client: S3Client, bucket: string): Listing {
  return {
    async versionsOf(key) {
      const { Versions = [] } = await client.send(
        new ListObjectVersionsCommand({ Bucket: bucket, Prefix: key, MaxKeys: 100 }),
      );
      // S3 API reference, "ListObjectVersions": newest first.
      return listed(Versions)
        .filter((version) => version.key === key)
        .reverse();
    },

    async versions(after) {
      const from = place<Pick<ListObjectVersionsCommandInput, 'KeyMarker' | 'VersionIdMarker'>>(after);
      const page = await client.send(
        new ListObjectVersionsCommand({ Bucket: bucket, Prefix: filesPrefix, ...from }),
      );
      const { NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
      return {
        items: listed(page.Versions),
        ...(page.IsTruncated && { next: JSON.stringify({ KeyMarker, VersionIdMarker }) }),
      };
    },

    async uploads(after) {
      const from = place<Pick<ListMultipartUploadsCommandInput, 'KeyMarker' | 'UploadIdMarker'>>(after);
      const page = await client.send(
        new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: filesPrefix, ...from }),
      );
      const { NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page;
      return {
        items: (page.Uploads ?? []).map(({ Key = '', UploadId = '' }) => ({ key: Key, uploadId: UploadId })),
        ...(page.IsTruncated && { next: JSON.stringify({ KeyMarker, UploadIdMarker }) }),
      };
    },
  };
}

/** Where a listing continues: S3's markers. */
const place = <Markers extends object>(after?: string): Partial<Markers> =>
  after ? (JSON.parse(after) as Markers) : {};

const listed = (versions: readonly ObjectVersion[] = []): ListedVersion[] =>
  versions.map(({ Key = '', VersionId = '' }) => ({ key: Key, versionId: VersionId }));
