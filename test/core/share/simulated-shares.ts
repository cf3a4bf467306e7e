import { randomBytes } from 'node:crypto';
import type { Subject } from '../../../lambda/core/access/subject.js';
import type { FileRecord } from '../../../lambda/core/file/file.js';
import type { GuessCounters, Guesses } from '../../../lambda/core/share/guess-limit.js';
import { isLive, type Share, type ShareCounter, type Shares } from '../../../lambda/core/share/share.js';
import { noon, photo } from '../records.js';

export const alice: Subject = { owner: 'alice', user: 'alice', groups: [], permissions: ['files:share'] };

export const verified = (changes: Partial<FileRecord> = {}): FileRecord =>
  photo({
    status: 'verified',
    version: { versionId: 'v1', sequencer: '0A' },
    detectedType: 'image/png',
    ...changes,
  });

/** One file, its shares, and a simulated clock. */
export class SimulatedShares {
  at = noon;
  file: FileRecord | undefined = verified();
  readonly stored = new Map<string, Share>();
  readonly guesses = new Map<string, Guesses>();
  /** The reads, in order. */
  readonly reads: string[] = [];

  readonly now = () => this.at;
  readonly randomBytes = randomBytes;
  readonly readExpiresInSeconds = 900;

  readonly files = {
    get: async (id: string) => {
      this.reads.push('file');
      return this.file?.id === id ? this.file : undefined;
    },
  };

  readonly shares: Shares & ShareCounter = {
    get: async (id) => {
      this.reads.push('share');
      return this.stored.get(id);
    },
    add: async (share) => void this.stored.set(share.id, share),
    ofFile: async (fileId, now) =>
      [...this.stored.values()].filter(
        (share) => share.fileId === fileId && !share.revokedAt && share.expiresAt > now,
      ),
    revoke: async (id, now) => this.change(id, { revokedAt: now }),
    removeAll: async (fileId) => {
      for (const { id } of await this.shares.ofFile(fileId, this.at)) this.stored.delete(id);
    },
    count: async (id, now) => {
      const share = this.stored.get(id);
      if (!share || !isLive(share, now)) return false;
      this.change(id, { downloads: share.downloads + 1, lastUsedAt: now });
      return true;
    },
  };

  readonly counters: GuessCounters = {
    get: async (shareId, counter) => this.guesses.get(`${shareId} ${counter}`),
    set: async (shareId, counter, read, next) => {
      const key = `${shareId} ${counter}`;
      if (this.guesses.get(key)?.revision !== read?.revision) return false;
      this.guesses.set(key, next);
      return true;
    },
  };

  readonly signRead = async ({ disposition }: { disposition: string }, at: Date, seconds: number) => ({
    url: `signed:${disposition}:${seconds}`,
    expiresAt: new Date(at.getTime() + seconds * 1000),
  });

  later(seconds: number): void {
    this.at = new Date(this.at.getTime() + seconds * 1000);
  }

  private change(id: string, changes: Partial<Share>): Share | undefined {
    const share = this.stored.get(id);
    if (!share) return undefined;
    const changed = { ...share, ...changes, revision: share.revision + 1 };
    this.stored.set(id, changed);
    return changed;
  }
}
