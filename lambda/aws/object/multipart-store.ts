import type { CompleteUploadPorts } from '../../core/upload/complete-upload.js';
import type { CreateUploadPorts } from '../../core/upload/create-upload.js';
import type { StoredPart } from '../../core/upload/upload-parts.js';
import { elementsIn, escapedXml, textIn } from '../http/xml.js';
import type { BucketAddress } from './bucket-address.js';
import { bucketRequests } from './bucket-requests.js';
import { ignoreError, joinBudgetMs, joiningAfter } from './joining.js';

export type MultipartStore = CreateUploadPorts['multipart'] & Pick<CompleteUploadPorts, 'listParts' | 'join'>;

/**
 * Multipart uploads in S3 (user guide, "Uploading and copying objects using multipart upload").
 * @param budgetMs timeout of a request to join, after which the result is `unknown`
 */
export function multipartStore(
  address: BucketAddress,
  region: string,
  budgetMs = joinBudgetMs,
): MultipartStore {
  // Unlike S3, not every store sends spaces while it joins.
  const send = bucketRequests(address, region, joinBudgetMs);

  async function allParts(key: string, uploadId: string): Promise<readonly StoredPart[]> {
    const parts: StoredPart[] = [];
    let marker: string | undefined;
    do {
      const query = { ...(marker !== undefined && { 'part-number-marker': marker }), uploadId };
      const page = await send({ method: 'GET', key, query });
      for (const part of elementsIn(page, 'Part')) parts.push(partIn(part));
      // S3 may return a marker with the last page too.
      marker = textIn(page, 'IsTruncated') === 'true' ? textIn(page, 'NextPartNumberMarker') : undefined;
    } while (marker);
    return parts;
  }

  return {
    async begin({ key, contentType, crc64nvme }) {
      const headers = {
        'content-type': contentType,
        ...(crc64nvme && {
          'x-amz-checksum-algorithm': 'CRC64NVME',
          'x-amz-checksum-type': 'FULL_OBJECT',
        }),
      };
      const uploadId = textIn(
        await send({ method: 'POST', key, query: { uploads: '' }, headers }),
        'UploadId',
      );
      if (!uploadId) throw new Error('S3 gave no id for a multipart upload');
      return uploadId;
    },

    async abort(key, uploadId) {
      await ignoreError('NoSuchUpload', send({ method: 'DELETE', key, query: { uploadId } }));
    },

    listParts: (key, uploadId) => ignoreError('NoSuchUpload', allParts(key, uploadId)),

    async join({ key, crc64nvme }, uploadId, parts) {
      const list = parts.map(
        (part) =>
          `<Part><PartNumber>${part.partNumber}</PartNumber><ETag>${escapedXml(part.etag)}</ETag>${
            // With a checksum of the whole object, S3 needs none for each part; other stores do.
            part.crc64nvme ? `<ChecksumCRC64NVME>${escapedXml(part.crc64nvme)}</ChecksumCRC64NVME>` : ''
          }</Part>`,
      );
      const headers = {
        ...{ 'content-type': 'application/xml', 'if-none-match': '*' },
        // That of the file, unless it is a stream.
        'x-amz-mp-object-size': String(parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)),
        ...(crc64nvme && { 'x-amz-checksum-crc64nvme': crc64nvme, 'x-amz-checksum-type': 'FULL_OBJECT' }),
      };
      const body = `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${list.join('')}</CompleteMultipartUpload>`;
      const signal = AbortSignal.timeout(budgetMs);
      try {
        await send({ method: 'POST', key, query: { uploadId }, headers, body, signal });
        return 'joined';
      } catch (error) {
        return joiningAfter(error);
      }
    },
  };
}

function partIn(xml: string): StoredPart {
  const checksum = textIn(xml, 'ChecksumCRC64NVME');
  return {
    partNumber: Number(textIn(xml, 'PartNumber') ?? 0),
    sizeBytes: Number(textIn(xml, 'Size') ?? 0),
    etag: textIn(xml, 'ETag') ?? '',
    ...(checksum !== undefined && { crc64nvme: checksum }),
  };
}
