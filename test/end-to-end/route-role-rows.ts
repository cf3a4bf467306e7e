import type { RouteName } from '../../lambda/api/routes.js';
import { system } from '../stack/system.js';

/** Every kind of caller of a route. */
export const roles = [
  'anonymous',
  'owner',
  'other',
  'granteeUser',
  'granteeGroup',
  'admin',
  'expired',
  'forged',
] as const;
export type Role = (typeof roles)[number];

export interface Row {
  /** The file in the path. @default no file in the path */
  readonly of?: 'verified' | 'pending' | 'multipart';
  /** The value of `{id}` in the path, if it is not a file. */
  readonly id?: string;
  readonly body?: object;
  /** The expected status for each role. */
  readonly answers: Readonly<Record<Role, number>>;
}

/** The gateway rejects these before any function runs. */
const strangers = { anonymous: 401, expired: 401, forged: 401 };

const anyone = (status: number) => ({
  ...{ anonymous: status, expired: status, forged: status },
  ...{ owner: status, other: status, granteeUser: status, granteeGroup: status, admin: status },
});
const anySubject = (status: number) => ({ ...anyone(status), ...strangers });
const owner = (status: number) => ({ ...anySubject(404), owner: status, admin: status });
const readers = (status: number) => ({ ...anySubject(status), other: 404 });
const administrators = (status: number) => ({ ...anySubject(403), admin: status });

const upload = { filename: 'zanzibar.png', contentType: 'image/png', sizeBytes: 1000 };

/** The expected status of each route for each role; a route of the table without a row here does not compile. */
export const rows: { readonly [Name in RouteName]: Row } = {
  createUpload: { body: upload, answers: anySubject(201) },
  renewUpload: { of: 'pending', answers: owner(200) },
  signParts: { of: 'multipart', body: { partNumbers: [1] }, answers: owner(200) },
  listParts: { of: 'multipart', answers: owner(200) },
  completeUpload: { of: 'pending', answers: owner(202) },
  abortUpload: { of: 'pending', answers: owner(204) },

  listFiles: { answers: anySubject(200) },
  readFile: { of: 'verified', answers: readers(200) },
  changeFile: { of: 'verified', body: { filename: 'zanzibar 2.png' }, answers: owner(200) },
  deleteFile: { of: 'verified', answers: owner(204) },
  // A verified file is not held: the conflict shows that this role was authorized.
  releaseFile: { of: 'verified', answers: administrators(409) },
  rejectFile: { of: 'verified', answers: administrators(409) },

  createGrant: { of: 'verified', body: { subject: 'user:yet another' }, answers: owner(201) },
  listGrants: { of: 'verified', answers: owner(200) },
  revokeGrant: { of: 'verified', answers: owner(204) },

  createShare: { of: 'verified', body: {}, answers: owner(201) },
  listShares: { of: 'verified', answers: owner(200) },
  revokeShare: { of: 'verified', answers: owner(204) },

  readUrl: { of: 'verified', answers: readers(200) },
  readContent: { of: 'verified', answers: readers(302) },
  probeContent: { of: 'verified', answers: readers(302) },
  // Each file has its own result: see the test before the table.
  readUrls: { body: { ids: ['no file'] }, answers: anySubject(200) },

  // Without a CDN, the error shows that this role was authorized.
  openCdnSession: { body: {}, answers: anySubject(system.cdnUrl === undefined ? 404 : 200) },

  // Anyone with the link may read.
  showShare: { answers: anyone(200) },
  probeShare: { answers: anyone(200) },
  useShare: { body: {}, answers: anyone(303) },

  // Refused because of its URL or id: the error shows that this role was authorized.
  addWebhook: { body: { url: 'https://10.0.0.1/' }, answers: administrators(422) },
  listWebhooks: { answers: administrators(200) },
  readWebhook: { id: 'whe_none', answers: administrators(404) },
  changeWebhook: { id: 'whe_none', body: { enabled: false }, answers: administrators(404) },
  removeWebhook: { id: 'whe_none', answers: administrators(404) },
  testWebhook: { id: 'whe_none', answers: administrators(404) },
  rotateWebhook: { id: 'whe_none', answers: administrators(404) },
  listDeliveries: { id: 'whe_none', answers: administrators(404) },
  replayDeliveries: { id: 'whe_none', answers: administrators(404) },

  health: { answers: anyone(200) },
  openapi: { answers: anyone(200) },
  explainProblem: { id: 'conflict', answers: anyone(200) },

  // The last, since it deletes everything: each subject’s own.
  eraseFiles: { answers: anySubject(202) },
  readErasure: { answers: anySubject(200) },
};
