import type { FileRecord, Reason } from '../file/file.js';

/** Whether a value is what the signed request asked for, or changes nothing of what a reader gets. */
type Rule = (value: string, file: Pick<FileRecord, 'contentType'>) => boolean;

const never: Rule = () => false;
const each =
  (...harmless: string[]): Rule =>
  (value) =>
    value.split(',').every((item) => harmless.includes(item.trim().toLowerCase()));

/**
 * What S3 keeps with an object beside its bytes, by the name of its header. A signed request asks for a Content-Type
 * and nothing else, but SigV4 demands a signature of `host` and `x-amz-*` alone (S3 API reference, "Authenticating
 * Requests: Using Query Parameters"): S3 stores any other that a PUT brings, and answers with it.
 */
const rules = {
  'Content-Type': (value, { contentType }) => value === contentType,
  // `aws-chunked` describes a transfer; S3 removes it and may leave an empty value ("Signature calculations: chunked
  // uploads"), other stores keep it. No reader decodes either of the two (RFC 9110 section 8.4).
  'Content-Encoding': each('', 'identity', 'aws-chunked'),
  'Content-Disposition': never,
  'Content-Language': never,
  // What a browser sends with every request while its cache is off (RFC 9111 section 5.2.1): it lets nobody keep more.
  'Cache-Control': each('no-cache', 'no-store', 'max-age=0'),
  Expires: never,
  'x-amz-meta-*': never,
  'x-amz-website-redirect-location': never,
  // Others can be read at once, and a lifecycle rule may have moved the object there.
  'x-amz-storage-class': (value) => value !== 'GLACIER' && value !== 'DEEP_ARCHIVE',
  'x-amz-archive-status': never,
  'x-amz-server-side-encryption-customer-algorithm': never,
  // A lock would keep a rejected or deleted file.
  'x-amz-object-lock-mode': never,
  'x-amz-object-lock-legal-hold': (value) => value === 'OFF',
} as const satisfies Record<string, Rule>;

export type StoredProperty = keyof typeof rules;

/** Those that the object has. */
export type StoredProperties = Readonly<Partial<Record<StoredProperty, string>>>;

const propertyNames = Object.keys(rules) as StoredProperty[];

/** Codes of what `unaskedProperties` finds. */
export const propertyCodes = ['unsigned-property', 'storage-unreadable'] as const;

/** What stands against reading the object at all, or at once. */
const obstacles: Partial<Record<StoredProperty, (value: string) => string>> = {
  'x-amz-storage-class': (value) => `in the storage class ${value}, which cannot be read at once`,
  'x-amz-archive-status': (value) => `in the tier ${value}, which cannot be read at once`,
  'x-amz-server-side-encryption-customer-algorithm': () =>
    'under a customer-provided encryption key (SSE-C), without which it cannot be read',
};

/**
 * What an object was stored with that was not asked for: a reader would get other bytes than were checked, under
 * another name or from a cache, or none at all. Values are a stranger's text and are not repeated.
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

/** Where reading an object fails though nothing that HEAD said stood against it. */
export const archived: Reason = {
  code: 'storage-unreadable',
  message: 'the object was archived before it could be checked',
};

export const hasUnaskedProperties = (reasons: readonly Reason[]): boolean =>
  reasons.some(({ code }) => propertyCodes.some((known) => known === code));
