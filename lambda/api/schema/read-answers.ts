import * as z from 'zod/mini';
import { described } from './described.js';

const signed = {
  url: described('Anyone who has it can read the bytes until `expiresAt`: do not log it.', z.url()),
  expiresAt: described('When the URL expires.', z.iso.datetime()),
};

const id = described('Of the file, as the request named it.', z.string());

export const ReadUrl = z.object(signed);

const FileUrl = z.object({ id, ...signed });

const UnreadableFile = z.object({
  id,
  code: described('Code of a problem. Stable: branch on it.', z.string()),
  detail: described('One sentence for people. It may be reworded.', z.string()),
});

const ReadUrlsItem = z.union([FileUrl, UnreadableFile]);

export const ReadUrls = z.object({
  items: described(
    'In the order of the request: a presigned read of each file, or a problem.',
    z.array(ReadUrlsItem),
  ),
});

export const CdnSession = z.object({
  expiresAt: described('When the cookies expire.', z.iso.datetime()),
  cookies: described(
    'Names and values of the cookies, for clients that are no browser. Anyone who has them can read all files of their owner until `expiresAt`: do not log them.',
    z.record(z.string(), z.string()),
  ),
  items: described(
    'In the order of the request: the URL of each file, or a problem. URLs of the caller’s own files are the same each time, and need the cookies; others are presigned.',
    z.array(ReadUrlsItem),
  ),
});

/** What the answers are made of, by their names in the OpenAPI document. */
export const readParts = { ReadUrlsItem, FileUrl, UnreadableFile } as const;

const Grant = z.object({
  id: described('Identifies the grant in paths.', z.string()),
  subject: described(
    'Who may read the file: `user:` and a token’s `sub`, or `group:` and a name.',
    z.string(),
  ),
  createdAt: described('When it was created.', z.iso.datetime()),
});

const GrantList = z.object({ items: described('Oldest first; at most 100.', z.array(Grant)) });

const Share = z.object({
  id: described('Identifies the link in paths. It gives no access.', z.string()),
  createdAt: described('When the link was created.', z.iso.datetime()),
  expiresAt: described('When the link expires.', z.iso.datetime()),
  maxDownloads: described('The limit of downloads; `null` without a limit.', z.nullable(z.int())),
  downloads: described('The number of downloads.', z.int()),
  hasPassword: described('Whether it requires a password.', z.boolean()),
  lastUsedAt: described('`null` until it is used.', z.nullable(z.iso.datetime())),
});

const CreatedShare = z.extend(Share, {
  url: described(
    'The URL of the link. It is only in this response. Anyone who has it can read the file: do not log it.',
    z.url(),
  ),
});

const ShareList = z.object({
  items: described('Links that are neither revoked nor expired nor used up.', z.array(Share)),
});

const SharedFile = z.object({
  filename: described(
    '`null` where the link has a password, which protects the name too.',
    z.nullable(z.string()),
  ),
  sizeBytes: described('Size of the file.', z.int()),
  contentType: described('Media type of the bytes.', z.string()),
  expiresAt: described('When the link expires.', z.iso.datetime()),
  passwordRequired: described('Whether the link requires a password.', z.boolean()),
});

export const sharingAnswers = { Grant, GrantList, Share, CreatedShare, ShareList, SharedFile } as const;
