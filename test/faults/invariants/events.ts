import type { FileStatus } from '../../../lambda/core/file.js';
import type { Snapshot, Transition } from '../model/snapshot.js';

/** By docs/events.md. Back to `pending` a file goes silently, and `completing` is nobody's business. */
const told: Partial<Record<FileStatus, string>> = {
  uploaded: 'file.uploaded',
  held: 'file.held',
  verified: 'file.verified',
  rejected: 'file.rejected',
  expired: 'upload.expired',
  aborted: 'upload.aborted',
  deleted: 'file.deleted',
};

const typeOf = ({ from, to }: Transition): string | undefined =>
  from === undefined ? 'upload.created' : told[to];

/** I7: every change of a status is heard, at least once, under one id, with a revision that tells its place. */
export function* everyChangeIsHeard({ transitions, heard }: Snapshot): Generator<string> {
  const ids = new Map<string, string>();
  const contents = new Map<string, string>();
  for (const { id, type, revision, data } of heard) {
    const content = `${type} ${data.file.id} ${revision} ${data.file.status}`;
    if ((contents.get(id) ?? content) !== content)
      yield `event ${id} is ${contents.get(id) ?? ''}, and ${content}`;
    contents.set(id, content);
    const change = `${data.file.id} ${revision}`;
    if ((ids.get(change) ?? id) !== id) yield `${change} is announced under two ids`;
    ids.set(change, id);
  }
  const all = new Set(contents.values());
  const last = new Map<string, number>();
  for (const transition of transitions) {
    const { id, to, revision } = transition;
    const type = typeOf(transition);
    if (type && !all.delete(`${type} ${id} ${revision} ${to}`))
      yield `${type} of ${id} at ${revision} was never heard`;
    if (type && revision <= (last.get(id) ?? 0))
      yield `${type} of ${id} has revision ${revision}, after ${last.get(id) ?? 0}`;
    if (type) last.set(id, revision);
  }
  for (const content of all) yield `${content} was heard, and never was`;
}
