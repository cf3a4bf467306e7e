/**
 * The types of the API, from the schemas that validate its requests and describe its responses in OpenAPI. The only
 * file of the client that imports from the service, and only types; the package contains them resolved, each object
 * as an interface, and each field with its description in the schema.
 */
import type { input } from 'zod/mini';
import type { Answer } from '../../lambda/api/schema/answers.js';
import type { downloadRoutes, UrlsBody } from '../../lambda/api/routes/download.js';
import type { ChangeBody, filesRoutes, ListQuery } from '../../lambda/api/routes/files.js';
import type { GrantBody, grantsRoutes } from '../../lambda/api/routes/grants.js';
import type { presignRoutes, UploadBody } from '../../lambda/api/routes/presign.js';
import type { ShareBody, sharesRoutes } from '../../lambda/api/routes/shares.js';
import type { problems } from '../../lambda/core/problem.js';

/** One file: its status, its detected type, and the reasons if it was rejected. Times are ISO 8601, in UTC. */
export type StoredFile = Answer<'StoredFile'>;

/** `pending` waits for bytes, `completing` for S3 to join the parts, `uploaded` for its verdict, `held` for an administrator; only `verified` can be read. */
export type FileStatus = StoredFile['status'];

/** The checks before a file may be read. */
export type FileChecks = StoredFile['checks'];

/** `pending` until there is a verdict; `skipped` if there was nothing to compare. */
export type CheckState = FileChecks['size'];

/** Why a file was rejected or is held: one finding. Branch on `code`; `message` is for people. */
export type Reason = StoredFile['reasons'][number];

/** A finding that does not reject the file. Branch on `code`; `message` is for people. */
export type FileWarning = StoredFile['warnings'][number];

/** The limits of the service. Sizes are in bytes, lifetimes in seconds. */
export type Limits = Answer<'Health'>['limits'];

/** A presigned URL of one file's bytes. Anyone who has it can read them until `expiresAt`: do not log it. */
export type ReadUrl = Answer<'ReadUrl'>;

/** One of a batch: a presigned URL, or a problem. `'url' in item` distinguishes them. */
export type ReadUrlItem = Answer<'ReadUrls'>['items'][number];

/** One of many files that can be read. */
export type ReadableItem = Extract<ReadUrlItem, { readonly url: string }>;

/** One of many files that cannot be read. */
export type RefusedItem = Exclude<ReadUrlItem, { readonly url: string }>;

/** Whether a browser shows a file or saves it. For types that can run script, `inline` becomes `attachment`. */
export type Disposition = NonNullable<input<typeof UrlsBody>['disposition']>;

/** A link with which anyone may read a file, in a list: without its URL. */
export type Share = Answer<'Share'>;

/** A new link. Anyone who has its `url` can read the file: do not log it. */
export type CreatedShare = Answer<'CreatedShare'>;

/** Limits of a link. */
export type ShareLimits = input<typeof ShareBody>;

/** Permission for a user or a group to read a file. */
export type Grant = Answer<'Grant'>;

/** The subject of a grant: `user:` and the `sub` of a token, or `group:` and its name. */
export type Grantee = input<typeof GrantBody>['subject'];

/** The fields of a file to change. */
export type FileChanges = input<typeof ChangeBody>;

/** Filters of a list, and the page. */
export type ListQueryFields = input<typeof ListQuery>;

/** The statuses by which a list can be filtered. */
export type ListedStatus = NonNullable<ListQueryFields['status']>;

/** One page of a list. */
export type FilePage = Answer<'FileList'>;

/** The declaration of a file, before its bytes are sent. */
export type Declaration = input<typeof UploadBody>;

/** The method by which the bytes of a file are sent. */
export type UploadMethod = NonNullable<Declaration['method']>;

/** An upload, and its presigned requests. */
export type CreatedUpload = Answer<'Upload'>;

/** The presigned requests of an upload. */
export type SignedUpload = NonNullable<CreatedUpload['upload']>;

/** One PUT of the whole file. */
export type UploadByPut = Extract<SignedUpload, { readonly method: 'put' }>;

/** One form, as a browser sends it without script. */
export type UploadByForm = Extract<SignedUpload, { readonly method: 'post' }>;

/** Parts, which are presigned on request. */
export type UploadInParts = Extract<SignedUpload, { readonly method: 'multipart' }>;

/** How a file is split into parts. */
export type PartPlan = UploadInParts['parts'];

/** A part that may be sent. */
export type SignedPart = Answer<'SignedParts'>['parts'][number];

/** A part that S3 has. */
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

type ApiProblems = Pick<typeof problems, ApiErrorCode>;

/** The HTTP status of each code of the API. */
export type ApiErrorStatus = { readonly [Code in keyof ApiProblems]: ApiProblems[Code]['status'] };
