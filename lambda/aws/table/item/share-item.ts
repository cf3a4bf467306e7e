import type { Share } from '../../../core/share/share.js';

type Times = 'createdAt' | 'expiresAt' | 'lastUsedAt' | 'revokedAt';

/** The item of a share, with the fields of its events (owner, file, times, count, revision), and without a name. */
export type ShareItem = Omit<Share, Times> & { readonly [Time in Times]?: string } & {
  readonly pk: `SHARE#${string}`;
  readonly sk: 'SHARE';
  readonly gsi1pk: `FILE#${string}`;
  readonly gsi1sk: `SHARE#${string}`;
  /** DynamoDB's time to live: only cleanup, some time after the expiry. */
  readonly expiresAtSeconds: number;
};

export const shareKey = (id: string) => ({ pk: `SHARE#${id}`, sk: 'SHARE' }) as const;

/** A consumer of the stream may be a day behind. */
const keptSeconds = 24 * 60 * 60;

export function toShareItem(share: Share): ShareItem {
  const { createdAt, expiresAt, lastUsedAt, revokedAt, ...rest } = share;
  return {
    ...shareKey(share.id),
    gsi1pk: `FILE#${share.fileId}`,
    gsi1sk: `SHARE#${share.id}`,
    ...rest,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    ...(lastUsedAt && { lastUsedAt: lastUsedAt.toISOString() }),
    ...(revokedAt && { revokedAt: revokedAt.toISOString() }),
    expiresAtSeconds: Math.ceil(expiresAt.getTime() / 1000) + keptSeconds,
  };
}

export function fromShareItem(item: ShareItem): Share {
  const { pk, sk, gsi1pk, gsi1sk, expiresAtSeconds, ...rest } = item;
  const { createdAt = '', expiresAt = '', lastUsedAt, revokedAt, ...share } = rest;
  return {
    ...share,
    createdAt: new Date(createdAt),
    expiresAt: new Date(expiresAt),
    ...(lastUsedAt && { lastUsedAt: new Date(lastUsedAt) }),
    ...(revokedAt && { revokedAt: new Date(revokedAt) }),
  };
}
