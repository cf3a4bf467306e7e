import { grantIdOf } from '../../../lambda/core/grant/grant.js';
import { grantFile, revokeGrant } from '../../../lambda/core/grant/manage-grants.js';
import { readContent } from '../../../lambda/core/read/read-content.js';
import { createShare, revokeShare } from '../../../lambda/core/share/manage-shares.js';
import { openShare, useShare } from '../../../lambda/core/share/use-share.js';
import type { Hearing, ReaderRequests } from '../model/readers.js';
import { subject } from '../../core/records.js';
import type { ClientPorts } from './client-ports.js';
import type { Process } from './process.js';
import { ask } from './requests.js';
import type { Simulation } from './simulation.js';

const visitor = { source: '198.51.100.7' };

/** Owners', visitors' and grantees' requests to the use cases. */
export function readerRequests(
  simulation: Simulation,
  portsOf: (process: Process) => ClientPorts,
): ReaderRequests {
  const send = async <Answer>(
    kind: string,
    work: (ports: ClientPorts) => Promise<Answer>,
    hearing: Hearing<Answer>,
  ) => ask(simulation, kind, (process) => work(portsOf(process)), hearing);
  const named = (kind: string, id: string) => `${kind} ${id.slice(-4)}`;
  return {
    share: ({ id, owner }, wishes, hearing) =>
      send(
        named('share', id),
        async (ports) => {
          const { share, token } = await createShare(ports, subject(owner), id, wishes);
          const { expiresAt, maxDownloads = Infinity } = share;
          return { id: share.id, secret: token, expiresAt, maxDownloads };
        },
        hearing,
      ),
    follow: ({ id }, { secret }, hearing) =>
      send(
        named('follow', id),
        async (ports) => useShare(ports, await openShare(ports, secret), visitor),
        hearing,
      ),
    unshare: ({ id, owner }, link, hearing) =>
      send(named('unshare', id), (ports) => revokeShare(ports, subject(owner), id, link.id), hearing),
    grant: ({ id, owner }, reader, hearing) =>
      send(named('grant', id), (ports) => grantFile(ports, subject(owner), id, `user:${reader}`), hearing),
    revoke: ({ id, owner }, reader, hearing) => {
      const grantId = grantIdOf(`user:${reader}`);
      return send(named('revoke', id), (ports) => revokeGrant(ports, subject(owner), id, grantId), hearing);
    },
    read: ({ id }, reader, hearing) =>
      send(named('read', id), (ports) => readContent(ports, subject(reader), id), hearing),
  };
}
