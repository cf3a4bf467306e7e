import type { FileRecord, Reason } from '../file/file.js';

/** Whether a value is what the presigned request sets, or has no effect on what a reader gets. */
type Rule = (value: string, file: Pick<FileRecord, 'contentType'>) => boolean;

const never: Rule = () => false;
const each =
  (...harmless: string[]): Rule =>
  (value) =>
    value.split(',').every((item) => harmless.includes(item.trim().toLowerCase()));

/**
 * Properties that S3 stores with an object, by the name of their header. A presigned request sets only Content-Type,
 * but SigV4 requires signatures only for `host` and `x-amz-*` (S3 API reference, "Authenticating Requests: Using Query
 * Parameters"): S3 stores any other header of a PUT, and returns it.
 */
const rules = {
  'Content-Type': (value, { contentType }) => value === contentType,
  // `aws-chunked` describes a transfer; S3 removes it and may leave an empty value ("Signature calculations: chunked
  // uploads"), other stores keep it. No reader decodes either of the two (RFC 9110 section 8.4).
  'Content-Encoding': each('', 'identity', 'aws-chunked'),
  'Content-Disposition': never,
  'Content-Language': never,
  // Browsers send it with every request while their cache is disabled (RFC 9111 section 5.2.1): it only restricts
  // caching.
  'Cache-Control': each('no-cache', 'no-store', 'max-age=0'),
  Expires: never,
  'x-amz-meta-*': never,
  'x-amz-website-redirect-location': never,
  // Other classes have immediate access, and a lifecycle rule may have moved the object there.
  'x-amz-storage-class': (value) => value !== 'GLACIER' && value !== 'DEEP_ARCHIVE',
  'x-amz-archive-status': never,
  'x-amz-server-side-encryption-customer-algorithm': never,
  // A lock would prevent the removal of a rejected or deleted file.
  'x-amz-object-lock-mode': never,
  'x-amz-object-lock-legal-hold': (value) => value === 'OFF',
} as const satisfies Record<string, Rule>;

export type StoredProperty = keyof typeof rules;

/** The properties of the object. */
export type StoredProperties = Readonly<Partial<Record<StoredProperty, string>>>;

const propertyNames = Object.keys(rules) as StoredProperty[];

/** Codes of the reasons from `unaskedProperties`. */
export const propertyCodes = ['unsigned-property', 'storage-unreadable'] as const;

/** Why the object cannot be read, or not at once. */
const obstacles: Partial<Record<StoredProperty, (value: string) => string>> = {
  'x-amz-storage-class': (value) => `in the storage class ${value}, which cannot be read at once`,
  'x-amz-archive-status': (value) => `in the tier ${value}, which cannot be read at once`,
  'x-amz-server-side-encryption-customer-algorithm': () =>
    'under a customer-provided encryption key (SSE-C), without which it cannot be read',
};

/**
 * Properties that the presigned request does not set: a reader would get other bytes than were checked, another name, a
 * cached copy, or nothing. Values are untrusted and are not repeated.
 */
export function unaskedProperties(
  file: Pick<FileRecord, 'contentType'>,
  properties: StoredProperties,
): Reason[] {
  return propertyNames.flatMap((name): Reason[] => {
    const value = properties[name];
    if (value === undefined || rules[name](value, file)) return [];
    const obstacle = obstacles[name]?.(value);
    return obstacle
      ? [{ code: 'storage-unreadable', message: `the object was stored ${obstacle}` }]
      : [
          {
            code: 'unsigned-property',
            message: `the object has the property ${name}, which the presigned request does not set`,
          },
        ];
  });
}

/** S3 refuses to read an object that is archived (S3 API reference, "GetObject": InvalidObjectState). */
export class ArchivedObject extends Error {
  constructor(options?: ErrorOptions) {
    super('the object is archived', options);
    this.name = 'ArchivedObject';
  }
}

/** If a read fails although HEAD showed no obstacle. */
export const archived: Reason = {
  code: 'storage-unreadable',
  message: 'the object was archived before it could be checked',
};

export const hasUnaskedProperties = (reasons: readonly Reason[]): boolean =>
  reasons.some(({ code }) => propertyCodes.some((known) => known === code));
