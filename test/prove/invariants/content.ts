import type { Promises } from '../deployment/configurations.js';
import { inS3 } from '../reference/object-actions.js';
import { when, type Invariant } from './invariant.js';
import { bucket, files, objects } from './names.js';

const clean = when('StringEquals', 's3:ExistingObjectTag/verdict', 'clean');
const creates = (value: 'true' | 'false') => ({ 's3:ObjectCreationOperation': [value] });
const older = (minutes: number) => ({ 's3:signatureAge': [String(minutes * 60_000)] });
export const presigned = when('StringEquals', 's3:authType', 'REST-QUERY-STRING', 'POST');

/** What the bucket policy holds against everyone, of an administrator with all rights too. */
export function contentInvariants({ named, hasScanner, hasSigners, minutes }: Promises): Invariant[] {
  const breakGlass = 'breakGlass' in named ? ['breakGlass'] : [];
  const exempt = { who: breakGlass };
  const readers = ['download', ...(hasSigners ? ['readSigner', 'readSigner session'] : [])];
  const writers = ['presign', ...(hasSigners ? ['partSigner', 'partSigner session'] : [])];
  return [
    {
      name: 'unverified-bytes',
      says: 'No one but `validate`, GuardDuty’s role and break-glass roles gets the bytes of a version without the tag `verdict=clean`, by any action.',
      of: { resource: [files], action: inS3('read', 'readOtherwise'), unless: [clean] },
      only: [
        { who: ['validate', ...(hasScanner ? ['scanner'] : []), ...breakGlass], action: inS3('read') },
        exempt,
      ],
    },
    {
      name: 'replication',
      says: 'No one but break-glass roles replicates a file out of the bucket, or an object with tags of its own into it.',
      of: { resource: [files], action: inS3('readOtherwise', 'writeOtherwise') },
      only: [exempt],
    },
    {
      name: 'unknown-actions',
      says: 'On files, no one but break-glass roles may do anything but read, write, tag, describe and remove, also by actions that S3 does not have yet.',
      of: { resource: [files], notAction: inS3('read', 'write', 'tag', 'describe', 'remove') },
      only: [exempt],
    },
    {
      name: 'only-validate-tags',
      says: 'No one but `validate` and break-glass roles changes the tags of a file.',
      of: { resource: [files], action: inS3('tag') },
      only: [{ who: ['validate'] }, exempt],
    },
    {
      name: 'no-tags-on-upload',
      says: 'No one but break-glass roles stores a file, or a part, with tags.',
      of: { resource: [files], action: inS3('write'), ...when('Null', 's3:RequestObjectTagKeys', 'false') },
      only: [exempt],
    },
    {
      name: 'no-overwrite',
      says: 'No one but break-glass roles stores a whole file without `If-None-Match`; forms, which cannot have it, are signed by `presign` alone.',
      of: {
        resource: [files],
        action: inS3('write'),
        when: { Bool: creates('true'), Null: { 's3:if-none-match': ['true'] } },
      },
      only: [{ who: ['presign'], ...when('StringEquals', 's3:authType', 'POST') }, exempt],
    },
    {
      name: 'only-signers-presign',
      says: 'No request on a file that someone else signed is accepted, in a URL or a form, but from the roles that sign for the API, and break-glass roles.',
      of: { resource: [files], ...presigned },
      only: [{ who: [...readers, ...writers] }, exempt],
    },
    {
      name: 'presigned-reads',
      says: 'A presigned read is signed by `download` or its signer, of a version that is tagged `clean`; break-glass roles are exempt.',
      of: { resource: [files], action: inS3('read', 'readOtherwise'), ...presigned },
      only: [{ who: readers, ...clean }, exempt],
    },
    {
      name: 'presigned-writes',
      says: 'A presigned write is signed by `presign`, or one of a part by its signer; break-glass roles are exempt.',
      of: { resource: [files], action: inS3('write'), ...presigned },
      only: [{ who: ['presign'] }, { who: writers, when: { Bool: creates('false') } }, exempt],
    },
    {
      name: 'write-age',
      says: 'No whole file is stored with a signature older than `uploadUrlLife`, by anyone.',
      of: {
        resource: [files],
        action: inS3('write'),
        when: { Bool: creates('true'), NumericGreaterThan: older(minutes.write) },
      },
      only: [],
    },
    {
      name: 'part-age',
      says: 'No part is stored with a signature older than `partUrlLife`, by anyone.',
      of: {
        resource: [files],
        action: inS3('write'),
        when: { Bool: creates('false'), NumericGreaterThan: older(minutes.part) },
      },
      only: [],
    },
    {
      name: 'read-age',
      says: 'No file is read with a signature older than `readUrlLife`, by anyone.',
      of: { resource: [files], action: inS3('read'), when: { NumericGreaterThan: older(minutes.read) } },
      only: [],
    },
    {
      name: 'only-sigv4',
      says: 'On files, no signature but SigV4 is accepted, from anyone: others have no age.',
      of: {
        resource: [files],
        either: [
          {
            when: {
              Null: { 's3:signatureversion': ['false'] },
              StringNotEquals: { 's3:signatureversion': ['AWS4-HMAC-SHA256'] },
            },
          },
          { ...presigned, unless: [when('Null', 's3:signatureAge', 'false')] },
        ],
      },
      only: [],
    },
    {
      name: 'tls',
      says: 'No one reaches the bucket without TLS.',
      of: {
        resource: [bucket, objects],
        action: ['s3:*'],
        when: { Bool: { 'aws:SecureTransport': ['false'] } },
      },
      only: [],
    },
    {
      name: 'tls-version',
      says: 'No one reaches the bucket with TLS older than 1.2.',
      of: {
        resource: [bucket, objects],
        action: ['s3:*'],
        when: { NumericLessThan: { 's3:TlsVersion': ['1.2'] } },
      },
      only: [],
    },
  ];
}
