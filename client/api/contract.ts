/**
 * What the service answers and accepts, from the schemas that check its requests and describe its answers in OpenAPI.
 * The only place where the client looks at the service, and only at its types; the package carries them written out,
 * each object as an interface of its own, and each field with its description in the schema.
 */
import type { input } from 'zod/mini';
import type { Answer } from '../../lambda/api/schema/answers.js';
import type { downloadRoutes, UrlsRequest } from '../../lambda/api/routes/download.js';
import type { ChangeRequest, filesRoutes, ListQuery } from '../../lambda/api/routes/files.js';
import type { GrantRequest, grantsRoutes } from '../../lambda/api/routes/grants.js';
import type { presignRoutes, UploadRequest } from '../../lambda/api/routes/presign.js';
import type { ShareRequest, sharesRoutes } from '../../lambda/api/routes/shares.js';
import type { problems } from '../../lambda/core/problem.js';

/** One file: its state, what it really is, and why it was refused if it was. Times are ISO 8601, in UTC. */
export type StoredFile = Answer<'File'>;

/** `pending` waits for bytes, `completing` for S3 to join the parts, `uploaded` for its verdict, `held` for an administrator; only `verified` can be read. */
export type FileStatus = StoredFile['status'];

/** What was compared before a file may be read. */
export type FileChecks = StoredFile['checks'];

/** `pending` until there is a verdict; `skipped` where there was nothing to compare. */
export type CheckState = FileChecks['size'];

/** Why a file was refused or is held: one finding. Branch on `code`; `message` is for people. */
export type Reason = StoredFile['reasons'][number];

/** A finding that does not refuse the file. Branch on `code`; `message` is for people. */
export type FileWarning = StoredFile['warnings'][number];

/** What the service accepts. Sizes are in bytes, lives in seconds. */
export type Limits = Answer<'Health'>['limits'];

/** A presigned URL of one file's bytes. Whoever has it can read them until `expiresAt`: do not log it. */
export type ReadUrl = Answer<'ReadUrl'>;

/** One of many: a presigned URL, or why there is none. `'url' in item` tells them apart. */
export type ReadUrlItem = Answer<'ReadUrls'>['items'][number];

/** One of many files that can be read. */
export type ReadableItem = Extract<ReadUrlItem, { readonly url: string }>;

/** One of many files that cannot be read. */
export type RefusedItem = Exclude<ReadUrlItem, { readonly url: string }>;

/** Whether a browser shows a file or saves it. Of types that can run script, `inline` becomes `attachment`. */
export type Disposition = NonNullable<input<typeof UrlsRequest>['disposition']>;

/** A link by which anyone may read a file, as it is listed: without its URL. */
export type Share = Answer<'Share'>;

/** A link that was just made. Whoever has its `url` can read the file: do not log it. */
export type CreatedShare = Answer<'CreatedShare'>;

/** How a link is limited. */
export type ShareLimits = input<typeof ShareRequest>;

/** That a user or a group may read a file. */
export type Grant = Answer<'Grant'>;

/** Who is granted a file: `user:` and the `sub` of their token, or `group:` and its name. */
export type Subject = input<typeof GrantRequest>['subject'];

/** What of a file is changed. */
export type FileChanges = input<typeof ChangeRequest>;

/** What a list is narrowed to, and which page of it. */
export type ListQueryFields = input<typeof ListQuery>;

/** The states that a list can be narrowed to: those in which a file is kept. */
export type ListedStatus = NonNullable<ListQueryFields['status']>;

/** One page of a list. */
export type FilePage = Answer<'FileList'>;

/** What a file is said to be before a byte of it is sent. */
export type Declaration = input<typeof UploadRequest>;

/** By which requests the bytes of a file are sent. */
export type UploadMethod = NonNullable<Declaration['method']>;

/** An upload, and what its bytes are sent by. */
export type CreatedUpload = Answer<'Upload'>;

/** What the bytes of an upload are sent by. */
export type SignedUpload = NonNullable<CreatedUpload['upload']>;

/** One PUT of the whole file. */
export type UploadByPut = Extract<SignedUpload, { readonly method: 'put' }>;

/** One form, as a browser sends it without script. */
export type UploadByForm = Extract<SignedUpload, { readonly method: 'post' }>;

/** Parts, which are signed as they are needed. */
export type UploadInParts = Extract<SignedUpload, { readonly method: 'multipart' }>;

/** How a file is cut into parts. */
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

/** Codes that the API itself gives, from its table of problems. */
export type ApiErrorCode = Extract<
  keyof typeof problems,
  ProblemsOf<Routes> | 'request-too-large' | 'unauthenticated' | 'forbidden' | 'internal-error'
>;

type ApiProblems = Pick<typeof problems, ApiErrorCode>;

/** The HTTP status of each code of the API. */
export type ApiErrorStatus = { readonly [Code in keyof ApiProblems]: ApiProblems[Code]['status'] };
