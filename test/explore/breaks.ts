import type { Bounds } from './explore.js';
import type { Edit } from './program.js';

/** A fault of the core that the exploration must find. */
export interface Break extends Edit {
  readonly title: string;
  /** Where it shows. */
  readonly scope: string;
  readonly bounds: Bounds;
}

/** Histories of a few moves, one at a time. */
const alone: Bounds = { maxMoves: 5, maxStates: 400, alone: [], pairs: [] };
/** And two at once, in a few states. */
const together: Bounds = { maxMoves: 4, maxStates: 150, alone: [], pairs: [6] };
/** Two at once, in the first state. */
const atOnce: Bounds = { maxMoves: 0, maxStates: 1, alone: [], pairs: [1] };
/** And with one fault. */
const withOneFault: Bounds = { maxMoves: 1, maxStates: 10, alone: [], pairs: [0, 10] };

const core = (file: string) => `lambda/core/${file}.ts`;

export const breaks: readonly Break[] = [
  {
    title: 'a second version is judged for the pinned one',
    ...{ scope: 'replay', bounds: atOnce, file: core('validation/validate-object') },
    ...{ find: '  if (pinned?.versionId !== version.versionId) return false;\n', put: '' },
  },
  {
    title: 'bytes revive an aborted upload',
    ...{ scope: 'put', bounds: alone, file: core('validation/validate-object') },
    find: "status === 'completing' || status === 'expired';",
    put: "status === 'completing' || status === 'expired' || status === 'aborted';",
  },
  {
    title: 'a version is verified without its tag',
    ...{ scope: 'put', bounds: alone, file: core('validation/validate-object') },
    find: "const isTagged = await store.tag(read.key, versionId, 'clean');",
    put: 'const isTagged = true;',
  },
  {
    title: 'a repeated event removes the verified version',
    ...{ scope: 'put', bounds: alone, file: core('validation/removal') },
    find: "      if (pinned) return { outcome: 'duplicate', file };\n",
    put: '',
  },
  {
    title: 'an expired upload comes back without a look at the quota',
    ...{ scope: 'quota', bounds: { ...alone, maxMoves: 7, maxStates: 1_500 } },
    file: core('validation/validate-object'),
    find: "    if (file.status !== 'expired') return files.change(file, arrival);",
    put: '    if (file.status) return files.change(file, arrival);',
  },
  {
    title: 'a held file counts for nothing',
    ...{ scope: 'hold', bounds: alone, file: core('file/usage') },
    ...{ find: "    case 'held':\n", put: '' },
  },
  {
    title: 'a verified file still counts as pending',
    ...{ scope: 'put', bounds: alone, file: core('file/usage') },
    find: 'bytes: file.sizeBytes, pendingFiles: 0 };',
    put: 'bytes: file.sizeBytes, pendingFiles: 1 };',
  },
  {
    title: 'a conflict passes for a success',
    ...{ scope: 'race', bounds: atOnce, file: core('file/files') },
    find: '? await files.change(known, decision.changes) : known;',
    put: '? ((await files.change(known, decision.changes)) ?? known) : known;',
  },
  {
    title: 'a download is not counted',
    ...{ scope: 'share', bounds: alone, file: core('share/use-share') },
    find: '  if (!(await ports.shares.count(share.id, at))) throw notFound();\n',
    put: '',
  },
  {
    title: 'a used up link is counted and opens all the same',
    ...{ scope: 'share', bounds: { ...together, maxMoves: 2 }, file: core('share/use-share') },
    find: '  if (!(await ports.shares.count(share.id, at))) throw notFound();\n',
    put: '  await ports.shares.count(share.id, at);\n',
  },
  {
    title: 'a revoked grant is still one',
    ...{ scope: 'share', bounds: alone, file: core('grant/manage-grants') },
    ...{ find: '  await grants.remove(fileId, id);\n', put: '' },
  },
  {
    title: 'an upload expires with its bytes there',
    ...{ scope: 'put', bounds: alone, file: core('sweep/sweep-file') },
    find: '  if (versions.length > 0) return requeue(ports, file, versions);\n  const { now, settings',
    put: '  const { now, settings',
  },
  {
    title: 'a scan is not awaited',
    ...{ scope: 'scan', bounds: alone, file: core('validation/verdict') },
    ...{ find: "  if (isScanAwaited) return 'uploaded';\n", put: '' },
  },
  {
    title: 'the last result of a scan wins',
    ...{ scope: 'scan', bounds: alone, file: core('validation/malware-scan') },
    find: 'if (!result || gravity(result) <= gravityOf(file)) return file;',
    put: 'if (!result) return file;',
  },
  {
    title: 'an erasure deletes what came after it',
    ...{ scope: 'owner', bounds: { ...alone, maxMoves: 6, maxStates: 900 }, file: core('erasure/erase') },
    find: 'page.filter(({ createdAt }) => createdAt <= erasure.requestedAt)',
    put: 'page.filter(({ createdAt }) => createdAt <= new Date(erasure.requestedAt.getTime() + 1e9))',
  },
  {
    title: 'an erasure ends before its list is settled',
    ...{ scope: 'erasure', bounds: alone, file: core('erasure/erase') },
    find: '  if (left > 0 || !isSettled) return;',
    put: '  if (left > 0) return;',
  },
  {
    title: 'a batch that was not published counts as published',
    ...{ scope: 'webhook', bounds: withOneFault, file: core('announcement/announce') },
    find: '  const failure = failures[0] ?? poison;',
    put: '  const failure = poison ?? failures[1];',
  },
  {
    title: 'a rejection has no event',
    ...{ scope: 'scan', bounds: alone, file: core('event/event') },
    ...{ find: "rejected: 'file.rejected'", put: "rejected: 'file.verified'" },
  },
  {
    title: 'a delivery without a response is not retried',
    ...{ scope: 'webhook', bounds: alone, file: core('webhook/deliver') },
    find: ": { outcome: 'retrying', retryInSeconds: wait };",
    put: ": { outcome: 'delivered' };",
  },
  {
    title: 'a tombstone goes before the last late bytes',
    ...{ scope: 'put', bounds: { ...alone, maxMoves: 4 }, file: core('file/tombstone') },
    ...{ find: 'const seconds = 24 * 60 * 60;', put: 'const seconds = 0;' },
  },
  {
    title: 'a verified file can be aborted',
    ...{ scope: 'put', bounds: alone, file: core('upload/abort-upload') },
    find: "        case 'verified':\n        case 'rejected':\n          throw",
    put: "        case 'verified':\n          return { changes: { status: 'aborted', keepUntil: tombstoneEnd(read, now()) } };\n        case 'rejected':\n          throw",
  },
  {
    title: 'a renewal revives an upload that was aborted',
    ...{ scope: 'renew', bounds: alone, file: core('upload/renew-upload') },
    find: "      if (read.status !== 'pending' || at.getTime() >= lifeEnds) throw uploadEnded(read);\n",
    put: "      if (read.status === 'aborted') return { changes: { status: 'pending', keepUntil: undefined } };\n",
  },
  {
    title: 'bytes of another type are verified',
    ...{ scope: 'form', bounds: alone, file: core('validation/verdict') },
    find: "const hasFinding = type === 'failed' || malware === 'failed';",
    put: "const hasFinding = malware === 'failed';",
  },
  {
    title: 'an upload whose parts are being joined counts for nothing',
    ...{ scope: 'parts', bounds: alone, file: core('file/usage') },
    find: "    case 'pending':\n    case 'completing':\n",
    put: "    case 'completing':\n      return nothing;\n    case 'pending':\n",
  },
  {
    title: 'a file outlives its retention',
    ...{ scope: 'retention', bounds: alone, file: core('sweep/wait') },
    ...{ find: "return since && { wait: 'retention', since };", put: 'return since && undefined;' },
  },
  {
    title: 'one idempotency key makes two uploads',
    ...{ scope: 'key', bounds: alone, file: core('upload/create-upload') },
    ...{ find: 'if (await uploads.add(file, keyed))', put: 'if (await uploads.add(file))' },
  },
  {
    title: 'the sweep expires a file that its list shows as it was',
    ...{ scope: 'behind', bounds: { ...alone, maxMoves: 4 }, file: core('sweep/sweep-file') },
    find: "files.change(file, { status: 'expired',",
    put: "files.change((await files.get(file.id)) ?? file, { status: 'expired',",
  },
];
