/**
 * What the service says and takes, from the schemas that check its requests and describe its answers in OpenAPI. The
 * only place where the client looks at the service, and only at its types; the package carries them written out.
 */
import type { input } from 'zod/mini';
import type { Answer } from '../../lambda/api/schema/answers.js';
import type { downloadRoutes, UrlsBody } from '../../lambda/api/routes/download.js';
import type { ChangeBody, filesRoutes, ListQuery } from '../../lambda/api/routes/files.js';
import type { GrantBody, grantsRoutes } from '../../lambda/api/routes/grants.js';
import type { presignRoutes, UploadBody } from '../../lambda/api/routes/presign.js';
import type { ShareBody, sharesRoutes } from '../../lambda/api/routes/shares.js';
import type { problems } from '../../lambda/core/problem.js';

/** One file as the API tells it: its state, what it really is, and why it was refused if it was. Times are ISO 8601, UTC. */
export type StoredFile = Answer<'File'>;

/** `pending` waits for bytes, `uploaded` for its verdict; only `verified` can be read. */
export type FileStatus = StoredFile['status'];

/** One thing that was found in the bytes. Branch on `code`; `message` is for people; `offset` counts bytes. */
export type Reason = StoredFile['reasons'][number];

/** What the service accepts. */
export type Limits = Answer<'Health'>['limits'];

/** A signed address of one file's bytes. Whoever has it can read them until `expiresAt`: do not log it. */
export type ReadUrl = Answer<'ReadUrl'>;

/** One of many: a signed address, or why there is none. `'url' in item` tells them apart. */
export type ReadUrlItem = Answer<'ReadUrls'>['items'][number];

/** Of types that can run script, `inline` becomes `attachment`. */
export type Disposition = NonNullable<input<typeof UrlsBody>['disposition']>;

/** A link by which anyone may read a file, as it is listed: without the link itself, which is told once. */
export type Share = Answer<'Share'>;

/** A link that was just made. Whoever has its `url` can read the file: do not log it. */
export type CreatedShare = Answer<'CreatedShare'>;

/** How a link is limited. */
export type ShareLimits = input<typeof ShareBody>;

/** That a user or a group may read a file. */
export type Grant = Answer<'Grant'>;

/** Who is granted a file: a token’s `sub`, or a group by its name. */
export type Grantee = input<typeof GrantBody>['subject'];

/** What of a file may be changed. */
export type FileChanges = input<typeof ChangeBody>;

/** What a list may be narrowed to, and which page of it. */
export type ListQueryFields = input<typeof ListQuery>;

/** One page of a list. */
export type FilePage = Answer<'FileList'>;

/** What a file is said to be before a byte of it is sent. */
export type Declaration = input<typeof UploadBody>;

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

/** Codes that the API itself gives, from its table of problems. */
export type ApiErrorCode = Extract<
  keyof typeof problems,
  ProblemsOf<Routes> | 'request-too-large' | 'unauthenticated' | 'forbidden' | 'internal-error'
>;

/** The HTTP status of each code of the API. */
export type ApiErrorStatus = { readonly [Code in ApiErrorCode]: (typeof problems)[Code]['status'] };
