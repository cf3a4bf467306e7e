import { elsewhere } from './elsewhere-cases.js';
import * as r from './requests.js';
import { denied, named, no, yes, type Row } from './row.js';
import { sweepRows } from './sweep-cases.js';

const { inUrl, minutesOld, once, tagging, copying } = r;

const plainHttp = { 'aws:SecureTransport': 'false', 's3:TlsVersion': undefined };
const oldTls = { 's3:TlsVersion': '1.1' };
const unsaid = { 's3:signatureversion': undefined, 's3:signatureAge': undefined, 's3:authType': undefined };
const sigV2 = { 's3:signatureversion': 'AWS', 's3:signatureAge': undefined };

/** Presigns writes. */
const presign: Row[] = [
  [yes, 'presign', 'PUT by URL, once', r.put('presign', { ...inUrl, ...once })],
  [yes, 'presign', 'PUT by URL, 14 minutes old', r.put('presign', { ...inUrl, ...once, ...minutesOld(14) })],
  [denied, 'presign', 'PUT by URL without If-None-Match', r.put('presign', inUrl), 'DenyOverwrite'],
  [
    denied,
    'presign',
    'PUT by URL, 16 minutes old',
    r.put('presign', { ...inUrl, ...once, ...minutesOld(16) }),
    'DenyStaleSignature',
  ],
  [yes, 'presign', 'part by URL, 14 minutes old', r.putPart('presign', { ...inUrl, ...minutesOld(14) })],
  [
    denied,
    'presign',
    'part by URL, 16 minutes old',
    r.putPart('presign', { ...inUrl, ...minutesOld(16) }),
    'DenyStalePartSignature',
  ],
  [yes, 'presign', 'CreateMultipartUpload', r.putPart('presign')],
  [denied, 'presign', 'CreateMultipartUpload with tags', r.putPart('presign', tagging), 'DenyTagsOnUpload'],
  [no, 'presign', 'part copied from another object', r.putPart('presign', { ...inUrl, ...copying })],
  [yes, 'presign', 'CompleteMultipartUpload, once', r.put('presign', once)],
  [denied, 'presign', 'CompleteMultipartUpload without If-None-Match', r.put('presign'), 'DenyOverwrite'],
  [yes, 'presign', 'AbortMultipartUpload', r.onObject('presign', 's3:AbortMultipartUpload')],
  [yes, 'presign', 'ListParts', r.onObject('presign', 's3:ListMultipartUploadParts')],
  [yes, 'presign', 'form POST', r.postForm('presign')],
  [
    denied,
    'presign',
    'form POST, 16 minutes old',
    r.postForm('presign', minutesOld(16)),
    'DenyStaleSignature',
  ],
  [denied, 'presign', 'form POST with a tagging field', r.postForm('presign', tagging), 'DenyTagsOnUpload'],
  [
    denied,
    'presign',
    'PUT that tags itself',
    r.put('presign', { ...inUrl, ...once, ...tagging }),
    'DenyTagsOnUpload',
  ],
  [no, 'presign', 'CopyObject onto a free key', r.put('presign', { ...once, ...copying })],
  [no, 'presign', 'PUT outside files/', r.onOtherKey('presign', 's3:PutObject', once)],
  [denied, 'presign', 'PUT over TLS 1.1', r.put('presign', { ...inUrl, ...once, ...oldTls }), 'TLS 1.2'],
  [denied, 'presign', 'PUT over plain HTTP', r.put('presign', { ...inUrl, ...once, ...plainHttp }), 'HTTPS'],
  [denied, 'presign', 'GET of a pending file', r.get('presign', undefined), 'DenyReadUnlessClean'],
  [no, 'presign', 'GET of a clean file', r.get('presign', 'clean')],
  [no, 'presign', 'GET of a clean file by URL', r.get('presign', 'clean', inUrl)],
  [no, 'presign', 'DELETE', r.onObject('presign', 's3:DeleteObject')],
  [no, 'presign', 'DELETE of a version', r.onObject('presign', 's3:DeleteObjectVersion')],
  [denied, 'presign', 'tags', r.tag('presign', ['verdict']), 'OnlyValidatorTags'],
];

/** Presigns reads. */
const download: Row[] = [
  [yes, 'download', 'GET of a clean file by URL', r.get('download', 'clean', inUrl)],
  [yes, 'download', 'GET of a clean version by URL', r.getVersion('download', 'clean', inUrl)],
  [
    denied,
    'download',
    'GET of a pending file by URL',
    r.get('download', undefined, inUrl),
    'DenyReadUnlessClean',
  ],
  [
    denied,
    'download',
    'GET of a pending version by URL',
    r.getVersion('download', undefined, inUrl),
    'DenyReadUnlessClean',
  ],
  [
    denied,
    'download',
    'GET of a rejected file by URL',
    r.get('download', 'rejected', inUrl),
    'DenyReadUnlessClean',
  ],
  [no, 'download', 'GET of a clean file by itself', r.get('download', 'clean')],
  [
    denied,
    'download',
    'GET by URL, 16 minutes old',
    r.get('download', 'clean', { ...inUrl, ...minutesOld(16) }),
    'DenyStaleReadSignature',
  ],
  [
    denied,
    'download',
    'GET of a version by URL, 16 minutes old',
    r.getVersion('download', 'clean', { ...inUrl, ...minutesOld(16) }),
    'DenyStaleReadSignature',
  ],
  [no, 'download', 'PUT by URL, once', r.put('download', { ...inUrl, ...once })],
  [no, 'download', 'DELETE of a version', r.onObject('download', 's3:DeleteObjectVersion')],
];

/** Deletes, and reads no byte. */
const files: Row[] = [
  [yes, 'files', 'DELETE of a version', r.onObject('files', 's3:DeleteObjectVersion')],
  [
    denied,
    'files',
    'DELETE of a version by URL',
    r.onObject('files', 's3:DeleteObjectVersion', inUrl),
    'DenyForeignPresign',
  ],
  [no, 'files', 'DELETE without version', r.onObject('files', 's3:DeleteObject')],
  [no, 'files', 'GET of a clean file', r.get('files', 'clean')],
  [denied, 'files', 'GET of a clean file by URL', r.get('files', 'clean', inUrl), 'DenyForeignPresign'],
  [denied, 'files', 'GET of a pending file', r.get('files', undefined), 'DenyReadUnlessClean'],
  [no, 'files', 'PUT, once', r.put('files', once)],
  [denied, 'files', 'form POST', r.postForm('files'), 'DenyForeignPresign'],
  [denied, 'files', 'tags', r.tag('files', ['verdict']), 'OnlyValidatorTags'],
  [no, 'files', 'lists the bucket', r.onBucket('files', 's3:ListBucket')],
];

/** Reads what nobody else may, and tags the verdict. */
const validate: Row[] = [
  [yes, 'validate', 'GET of a pending file', r.get('validate', undefined)],
  [yes, 'validate', 'GET of a pending version', r.getVersion('validate', undefined)],
  [yes, 'validate', 'DELETE of a version', r.onObject('validate', 's3:DeleteObjectVersion')],
  [yes, 'validate', 'learns that a key is missing', r.onBucket('validate', 's3:ListBucket')],
  [no, 'validate', 'lists versions', r.onBucket('validate', 's3:ListBucketVersions')],
  [yes, 'validate', 'tags the verdict', r.tag('validate', ['verdict'])],
  [no, 'validate', 'writes another tag', r.tag('validate', ['owner'])],
  [no, 'validate', 'writes another tag beside it', r.tag('validate', ['verdict', 'owner'])],
  [no, 'validate', 'writes an empty tag set', r.tag('validate', [])],
  [
    denied,
    'validate',
    'removes tags',
    r.tag('validate', [], 's3:DeleteObjectVersionTagging'),
    'DenyUnknownActions',
  ],
  [no, 'validate', 'PUT, once', r.put('validate', once)],
  [denied, 'validate', 'GET by URL', r.get('validate', 'clean', inUrl), 'DenyForeignPresign'],
];

/** May do everything in the account. */
const admin: Row[] = [
  [
    denied,
    'admin',
    'replicates an unchecked version out of the bucket',
    r.onObject('admin', 's3:GetObjectVersionForReplication'),
    'DenyUnknownActions',
  ],
  [
    denied,
    'admin',
    'replicates an object with a tag of its own into it',
    r.onObject('admin', 's3:ReplicateObject'),
    'DenyUnknownActions',
  ],
  [denied, 'admin', 'GET of a pending file', r.get('admin', undefined), 'DenyReadUnlessClean'],
  [denied, 'admin', 'GET of a rejected version', r.getVersion('admin', 'rejected'), 'DenyReadUnlessClean'],
  [yes, 'admin', 'GET of a clean file', r.get('admin', 'clean')],
  [denied, 'admin', 'GET of a clean file by URL', r.get('admin', 'clean', inUrl), 'DenyForeignPresign'],
  [denied, 'admin', 'form POST', r.postForm('admin'), 'DenyForeignPresign'],
  [denied, 'admin', 'tags clean', r.tag('admin', ['verdict']), 'OnlyValidatorTags'],
  [
    denied,
    'admin',
    'tags clean without version',
    r.tag('admin', ['verdict'], 's3:PutObjectTagging'),
    'DenyUnknownActions',
  ],
  [denied, 'admin', 'removes tags', r.tag('admin', [], 's3:DeleteObjectTagging'), 'DenyUnknownActions'],
  [
    denied,
    'admin',
    'removes tags of a version',
    r.tag('admin', [], 's3:DeleteObjectVersionTagging'),
    'DenyUnknownActions',
  ],
  [denied, 'admin', 'overwrites', r.put('admin'), 'DenyOverwrite'],
  [denied, 'admin', 'overwrites by a copy', r.put('admin', copying), 'DenyOverwrite'],
  [denied, 'admin', 'PUT that tags itself', r.put('admin', { ...once, ...tagging }), 'DenyTagsOnUpload'],
  [denied, 'admin', 'GET with SigV2', r.get('admin', 'clean', sigV2), 'DenyOtherSignatures'],
  [denied, 'admin', 'lists over plain HTTP', r.onOtherKey('admin', 's3:GetObject', plainHttp), 'HTTPS'],
  [yes, 'admin', 'GET by a service that does not say how it signed', r.get('admin', 'clean', unsaid)],
  [yes, 'admin', 'PUT beside the files', r.onOtherKey('admin', 's3:PutObject')],
];

/** Part of the CDN stack, which allows it to read. */
const cdn: Row[] = [
  [denied, 'cdn', 'GET of a pending file', r.get('cdn', undefined), 'DenyReadUnlessClean'],
  [yes, 'cdn', 'GET of a clean file', r.get('cdn', 'clean')],
];

/** The callers. */
export const cases = named([
  ...presign,
  ...download,
  ...files,
  ...validate,
  ...sweepRows,
  ...admin,
  ...cdn,
  ...elsewhere,
]);

/** Break-glass roles of the deployment, and the guardrails that still apply to them. */
export const breakGlassCases = named([
  [yes, 'breakGlass', 'GET of a pending file', r.get('breakGlass', undefined)],
  [yes, 'breakGlass', 'GET of a clean file by URL', r.get('breakGlass', 'clean', inUrl)],
  [yes, 'breakGlass', 'overwrites', r.put('breakGlass')],
  [yes, 'breakGlass', 'tags', r.tag('breakGlass', ['verdict'])],
  [yes, 'breakGlass', 'PUT with tags', r.put('breakGlass', { ...once, ...tagging })],
  [denied, 'breakGlass', 'GET over plain HTTP', r.get('breakGlass', 'clean', plainHttp), 'HTTPS'],
  [denied, 'breakGlass', 'GET over TLS 1.1', r.get('breakGlass', 'clean', oldTls), 'TLS 1.2'],
  [denied, 'breakGlass', 'GET with SigV2', r.get('breakGlass', 'clean', sigV2), 'DenyOtherSignatures'],
  [
    denied,
    'breakGlass',
    'GET by URL, 16 minutes old',
    r.get('breakGlass', 'clean', { ...inUrl, ...minutesOld(16) }),
    'DenyStaleReadSignature',
  ],
  [denied, 'admin', 'GET of a pending file', r.get('admin', undefined), 'DenyReadUnlessClean'],
]);
