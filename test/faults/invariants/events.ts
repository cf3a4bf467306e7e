import type { FileStatus } from '../../../lambda/core/file/file.js';
import type { HeardEvent, Snapshot, Transition } from '../model/snapshot.js';

/** From docs/events.md; `completing` has no event. */
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

/** One id has one content, and one change has one id. */
export function* idsAreSteady({ heard }: Snapshot): Generator<string> {
  const ids = new Map<string, string>();
  const contents = new Map<string, string>();
  for (const event of heard) {
    const { id, data, revision } = event;
    const content = contentOf(event);
    if ((contents.get(id) ?? content) !== content)
      yield `event ${id} is ${contents.get(id) ?? ''}, and ${content}`;
    contents.set(id, content);
    const change = `${recordOf(data)} ${revision}`;
    if ((ids.get(change) ?? id) !== id) yield `${change} is announced under two ids`;
    ids.set(change, id);
  }
}

/** A link's event names its file too. */
const recordOf = ({ file, share, webhook }: HeardEvent['data']): string =>
  share?.id ?? file?.id ?? webhook?.id ?? '';

const contentOf = ({ type, revision, data }: HeardEvent): string =>
  `${type} ${recordOf(data)} ${revision} ${data.file?.status ?? ''}`.trimEnd();

/** I7: every change of a status is published at least once, with a revision for its order; and nothing else is. */
export function* everyChangeIsHeard({ transitions, told: toldOf, heard }: Snapshot): Generator<string> {
  const all = new Set(heard.map(contentOf));
  const last = new Map<string, number>();
  for (const transition of transitions) {
    const { id, to, revision } = transition;
    const type = typeOf(transition);
    if (!type) continue;
    if (!all.delete(`${type} ${id} ${revision} ${to}`))
      yield `${type} of ${id} at ${revision} was never heard`;
    if (revision <= (last.get(id) ?? 0))
      yield `${type} of ${id} has revision ${revision}, after ${last.get(id) ?? 0}`;
    last.set(id, revision);
  }
  for (const { type, id, revision } of toldOf)
    if (!all.delete(`${type} ${id} ${revision}`)) yield `${type} of ${id} at ${revision} was never heard`;
  for (const content of all) yield `${content} was heard, and never was`;
}

/** I7, if only the ends are known: each file's first and last event is received, the last with the highest revision. */
export function* everyEndIsHeard({ records, heard }: Snapshot): Generator<string> {
  for (const { id, status } of records) {
    const mine = heard.filter(({ data }) => data.file?.id === id && !data.share);
    if (!mine.some(({ type }) => type === 'upload.created')) yield `upload.created of ${id} was never heard`;
    const latest = mine.reduce<HeardEvent | undefined>(
      (one, other) => (one && one.revision > other.revision ? one : other),
      undefined,
    );
    if (latest?.type !== told[status])
      yield `${id} is ${status}, and the last that was heard is ${latest?.type ?? 'nothing'}`;
  }
}
