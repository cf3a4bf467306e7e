/**
 * The types of the API, from the schemas that validate its requests and describe its responses in OpenAPI. The only
 * file of the client that imports from the service, and only types; the package contains them resolved.
 */
import type { input } from 'zod/mini';
import type { Answer } from '../../lambda/api/schema/answers.js';
import type { downloadRoutes, UrlsRequest } from '../../lambda/api/routes/download.js';
import type { ChangeRequest, filesRoutes, ListQuery } from '../../lambda/api/routes/files.js';
import type { GrantRequest, grantsRoutes } from '../../lambda/api/routes/grants.js';
import type { presignRoutes, UploadRequest } from '../../lambda/api/routes/presign.js';
import type { ShareRequest, sharesRoutes } from '../../lambda/api/routes/shares.js';
import type { problems } from '../../lambda/core/problem.js';

/** One file: its status, its detected type, and the reasons if it was rejected. Times are ISO 8601, UTC. */
export type StoredFile = Answer<'File'>;

/** `pending` waits for bytes, `uploaded` for its verdict; only `verified` files can be read. */
export type FileStatus = StoredFile['status'];

/** One finding. Branch on `code`; `message` is for people; `offset` counts bytes. */
export type Reason = StoredFile['reasons'][number];

/** The limits of the service. */
export type Limits = Answer<'Health'>['limits'];

/** A presigned URL of one file's bytes. Anyone who has it can read them until `expiresAt`: do not log it. */
export type ReadUrl = Answer<'ReadUrl'>;

/** One of a batch: a presigned URL, or a problem. `'url' in item` distinguishes them. */
export type ReadUrlItem = Answer<'ReadUrls'>['items'][number];

/** For types that can run script, `inline` becomes `attachment`. */
export type Disposition = NonNullable<input<typeof UrlsRequest>['disposition']>;

/** A link with which anyone may read a file, without its URL, which is returned only once. */
export type Share = Answer<'Share'>;

/** A new link. Anyone who has its `url` can read the file: do not log it. */
export type CreatedShare = Answer<'CreatedShare'>;

/** Limits of a link. */
export type ShareLimits = input<typeof ShareRequest>;

/** Permission for a user or a group to read a file. */
export type Grant = Answer<'Grant'>;

/** The subject of a grant: a token’s `sub`, or the name of a group. */
export type Subject = input<typeof GrantRequest>['subject'];

/** The fields of a file that can be changed. */
export type FileChanges = input<typeof ChangeRequest>;

/** Filters of a list, and the page. */
export type ListQueryFields = input<typeof ListQuery>;

/** One page of a list. */
export type FilePage = Answer<'FileList'>;

/** The declaration of a file, before its bytes are sent. */
export type Declaration = input<typeof UploadRequest>;

export type CreatedUpload = Answer<'Upload'>;
export type SignedPart = Answer<'SignedParts'>['parts'][number];
export type StoredPart = Answer<'StoredParts'>['parts'][number];

type Routes =
  | typeof downloadRoutes
  | typeof filesRoutes
  | typeof grantsRoutes
  | typeof presignRoutes
  | typeof sharesRoutes;

type ProblemsOf<Table> =
  Table extends Record<string, { readonly problems: readonly (infer Code)[] }> ? Code : never;

/** Codes of the API, from its table of problems. */
export type ApiErrorCode = Extract<
  keyof typeof problems,
  ProblemsOf<Routes> | 'request-too-large' | 'unauthenticated' | 'forbidden' | 'internal-error'
>;

/** The HTTP status of each code of the API. */
export type ApiErrorStatus = { readonly [Code in ApiErrorCode]: (typeof problems)[Code]['status'] };
