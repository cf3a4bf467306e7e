import type { Usage } from '../../../lambda/core/file/usage.js';

export const nothing: Usage = { files: 0, bytes: 0, pendingFiles: 0 };

export const sum = (one: Usage, other: Usage): Usage => ({
  files: one.files + other.files,
  bytes: one.bytes + other.bytes,
  pendingFiles: one.pendingFiles + other.pendingFiles,
});

export const difference = (one: Usage, other: Usage): Usage =>
  sum(one, { files: -other.files, bytes: -other.bytes, pendingFiles: -other.pendingFiles });

export const isSame = (one: Usage, other: Usage): boolean =>
  one.files === other.files && one.bytes === other.bytes && one.pendingFiles === other.pendingFiles;
