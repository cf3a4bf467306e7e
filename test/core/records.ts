import type { Subject } from '../../lambda/core/access/subject.js';
import type { FileRecord } from '../../lambda/core/file/file.js';
import { keyFor } from '../../lambda/core/file/object-key.js';
import type { Policy } from '../../lambda/core/settings/policy.js';

export const noon = new Date('2026-11-22T12:00:00Z');
export const photoId = '01939f5e-8a00-7abc-8def-0123456789ab';

/** A user with all permissions except those over others' files. */
export const subject = (user: string, changes: Partial<Subject> = {}): Subject => ({
  owner: user,
  user,
  groups: [],
  permissions: ['files:create', 'files:read', 'files:delete', 'files:share'],
  ...changes,
});

export const alice = subject('alice');
export const mallory = subject('mallory');

export const policy: Policy = {
  allowedTypes: ['image/png', 'text/plain'],
  maxSizeBytes: 1_000,
  multipartThresholdBytes: 950,
  uploadExpiresInSeconds: 900,
  partExpiresInSeconds: 900,
  uploadLifeSeconds: 86_400,
  readExpiresInSeconds: 600,
  maxPixels: 1_000_000,
  contentLevel: 'strict',
  onFinding: 'reject',
  quota: {},
  access: { ownerClaim: 'sub', groupsClaim: 'cognito:groups', rolesClaim: 'cognito:groups' },
};

/** Alice's photo, pending. */
export const photo = (changes: Partial<FileRecord> = {}): FileRecord => ({
  id: photoId,
  owner: 'alice',
  key: keyFor('alice', photoId),
  filename: 'me.png',
  contentType: 'image/png',
  sizeBytes: 900,
  method: 'put',
  metadata: {},
  reservedBytes: 900,
  status: 'pending',
  checks: { size: 'pending', checksum: 'skipped', type: 'pending', malware: 'skipped' },
  reasons: [],
  warnings: [],
  createdAt: noon,
  uploadExpiresAt: new Date(noon.getTime() + 900_000),
  revision: 1,
  ...changes,
});
