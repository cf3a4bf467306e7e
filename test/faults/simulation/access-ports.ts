import type { GrantReader } from '../../../lambda/core/access/reach.js';
import { grantIdOf, maxGrantsPerFile, type Grants } from '../../../lambda/core/grant/grant.js';
import type { Share, ShareCounter, Shares } from '../../../lambda/core/share/share.js';
import type { Process } from './process.js';
import type { Simulation } from './simulation.js';

export interface AccessPorts {
  readonly shares: Shares & ShareCounter;
  readonly grants: Grants & GrantReader;
}

/** Links and grants for one function: the calls of `lambda/aws` to the table. */
export const accessPorts = (simulation: Simulation, process: Process): AccessPorts => ({
  shares: sharePorts(simulation, process),
  grants: grantPorts(simulation, process),
});

function sharePorts({ access, plan }: Simulation, process: Process): AccessPorts['shares'] {
  const of = (fileId: string) =>
    process.call('list shares', () =>
      access.listed.show(plan.isBehind(`${process.name} shares`)).filter((share) => share.fileId === fileId),
    );
  /** One conditional write. */
  const changed = (
    id: string,
    which: (share: Share) => boolean,
    changes: (share: Share) => Partial<Share>,
  ) => {
    const share = access.shares.get(id);
    if (!share || !which(share)) return undefined;
    return access.write({ ...share, ...changes(share), revision: share.revision + 1 });
  };
  return {
    get: (id) => process.call('share', () => access.shares.get(id)),
    add: (share) => process.call('add share', () => void access.write(share)),
    ofFile: async (fileId, now) =>
      (await of(fileId)).filter(({ revokedAt, expiresAt }) => !revokedAt && expiresAt > now),
    revoke: (id, now) =>
      process.call('revoke share', () =>
        changed(
          id,
          ({ revokedAt }) => !revokedAt,
          () => ({ revokedAt: now }),
        ),
      ),
    removeAll: async (fileId) => {
      for (const { id } of await of(fileId))
        await process.call('remove share', () => void access.shares.delete(id));
    },
    count: (id, now) =>
      process.call('count share', () => {
        const isOpen = ({ revokedAt, expiresAt, downloads, maxDownloads = Infinity }: Share) =>
          !revokedAt && expiresAt > now && downloads < maxDownloads;
        return (
          changed(id, isOpen, ({ downloads }) => ({ downloads: downloads + 1, lastUsedAt: now })) !==
          undefined
        );
      }),
  };
}

function grantPorts({ access, table }: Simulation, process: Process): AccessPorts['grants'] {
  return {
    isGranted: (fileId, grantees) =>
      process.call('grants', () =>
        grantees.some((grantee) => access.grantsOf(fileId).has(grantIdOf(grantee))),
      ),
    add: (grant) =>
      process.call(
        'add grant',
        () => {
          const grants = access.grantsOf(grant.fileId);
          const known = grants.get(grant.id);
          if (known) return { grant: known, isNew: false };
          const isVerified = table.records.get(grant.fileId)?.status === 'verified';
          if (!isVerified || grants.size >= maxGrantsPerFile) return 'refused';
          grants.set(grant.id, grant);
          return { grant, isNew: true };
        },
        true,
      ),
    ofFile: (fileId) => process.call('list grants', () => [...access.grantsOf(fileId).values()]),
    remove: (fileId, id) => process.call('remove grant', () => void access.grantsOf(fileId).delete(id), true),
    removeAll: async (fileId) => {
      const ids = await process.call('list grants', () => [...access.grantsOf(fileId).keys()]);
      if (ids.length === 0) return;
      await process.call(
        'remove grants',
        () => {
          for (const id of ids) access.grantsOf(fileId).delete(id);
        },
        true,
      );
    },
  };
}
