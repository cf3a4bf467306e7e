import type { Grant } from '../../../lambda/core/grant/grant.js';
import type { Share } from '../../../lambda/core/share/share.js';
import { Lagging } from './lagging.js';

/** One write to a share, from the stream. */
export interface ShareWrite {
  readonly before?: Share;
  readonly after: Share;
}

/** Read access of others: links, and grants beside their file's record. */
export class AccessTable {
  readonly shares = new Map<string, Share>();
  readonly listed = new Lagging(() => [...this.shares.values()]);
  private readonly grants = new Map<string, Map<string, Grant>>();

  constructor(private readonly onShare: (write: ShareWrite) => void) {}

  write(after: Share): Share {
    const before = this.shares.get(after.id);
    // DynamoDB Streams API reference: a write without a change has no record.
    if (before === after) return after;
    this.shares.set(after.id, after);
    this.onShare({ ...(before && { before }), after });
    return after;
  }

  grantsOf(fileId: string): Map<string, Grant> {
    const known = this.grants.get(fileId) ?? new Map<string, Grant>();
    this.grants.set(fileId, known);
    return known;
  }

  /** The present grants, by file. */
  present(): readonly (readonly [string, readonly string[]])[] {
    const granted = [...this.grants].filter(([, grants]) => grants.size > 0);
    return granted.map(([fileId, grants]) => [fileId, [...grants.keys()]]);
  }

  /** Files with a grant or a link. */
  reachable(): ReadonlySet<string> {
    const granted = [...this.grants].filter(([, grants]) => grants.size > 0).map(([fileId]) => fileId);
    return new Set([...granted, ...[...this.shares.values()].map(({ fileId }) => fileId)]);
  }
}
