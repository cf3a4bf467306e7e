import type { Snapshot } from '../model/snapshot.js';

/** I4 and I5: a verified file's pinned version is stored, tagged, and the bytes that passed; no other may be read. */
export function* whatIsReadWasChecked({ records, versions, sent }: Snapshot): Generator<string> {
  const stored = new Map(versions.map((version) => [`${version.key}#${version.versionId}`, version]));
  const truths = new Map(sent.map(({ versionId, truth }) => [versionId, truth]));
  const readable = new Set<string>();
  for (const file of records) {
    if (file.status !== 'verified') continue;
    const name = `${file.key}#${file.version?.versionId ?? ''}`;
    readable.add(name);
    const version = stored.get(name);
    if (version?.tag !== 'clean')
      yield `${file.id} is verified, its version is ${version ? 'not tagged' : 'not stored'}`;
    if (version && version.sizeBytes !== file.sizeBytes)
      yield `${file.id} says ${file.sizeBytes} bytes, and has ${version.sizeBytes}`;
    const truth = truths.get(file.version?.versionId ?? '');
    if (truth === 'wrong-type' && file.decision?.verdict !== 'release')
      yield `${file.id} is verified with bytes that fail the check`;
    if (truth === 'encoded') yield `${file.id} is verified, and readers get other bytes than were checked`;
  }
  for (const [name, { tag }] of stored)
    if (tag === 'clean' && !readable.has(name)) yield `${name} is tagged clean, and no verified file pins it`;
}

/** No version without a record, and no parts without a pending upload. */
export function* nothingIsLeftOver({ records, versions, openUploads }: Snapshot): Generator<string> {
  const explained = new Set(
    records
      .filter(({ status }) => status === 'verified' || status === 'held')
      .map(({ key, version }) => `${key}#${version?.versionId ?? ''}`),
  );
  for (const { key, versionId } of versions)
    if (!explained.has(`${key}#${versionId}`))
      yield `${key}#${versionId} is stored, and no record explains it`;
  if (openUploads > 0) yield `parts of ${openUploads} uploads are left`;
}
