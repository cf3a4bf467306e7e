import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { cacheDirectory } from '../../../../local/process/cache-directory.js';
import { run } from '../../../../local/process/command.js';
import type { Credentials, Engine, RunningEngine } from './engine.js';
import { freePorts, serverFolder, startServer } from './server-process.js';

/** Earlier versions allow two concurrent conditional writes of one key. */
const version = 'v1.8.0';
const root = { access: 'root', secret: 'root-secret' };
const defaults = {
  region: 'us-east-1',
  user: { accessKeyId: 'waybill', secretAccessKey: 'waybill-secret' },
} as const;

/** Besides the path, buckets are addressed by the first label of host names under it. */
export const storeDomain = 'store.localhost';

/** Versity's gateway on a folder, with versions and users. */
export const versitygw: Engine = {
  name: 'versitygw',
  title: `versitygw ${version}`,
  start: () => startVersitygw(),
};

interface Settings {
  readonly region: string;
  readonly user: Credentials;
}

export async function startVersitygw({ region, user }: Settings = defaults): Promise<RunningEngine> {
  const gateway = await install();
  const folder = await serverFolder('versitygw');
  const [port = 0] = await freePorts(1);
  for (const part of ['data', 'versions', 'users']) await mkdir(path.join(folder, part));
  const endpoint = `http://127.0.0.1:${port}`;
  const listening = ['--port', `127.0.0.1:${port}`, '--region', region, '--health', '/health', '--quiet'];
  const byHost = ['--virtual-domain', storeDomain];
  const users = ['--access', root.access, '--secret', root.secret, '--iam-dir', path.join(folder, 'users')];
  const backend = ['posix', '--versioning-dir', path.join(folder, 'versions'), path.join(folder, 'data')];
  const server = await startServer({
    command: gateway,
    args: [...listening, ...byHost, ...users, ...backend],
    folder,
    isReady: async () => (await fetch(`${endpoint}/health`)).ok,
  });
  const asRoot = ['--access', root.access, '--secret', root.secret, '--endpoint-url', endpoint];
  // `userplus` may create buckets; policies do not apply to `admin` and root.
  const made = ['--access', user.accessKeyId, '--secret', user.secretAccessKey, '--role', 'userplus'];
  await run(gateway, ['admin', '--region', region, ...asRoot, 'create-user', ...made]);
  const access = { endpoint: new URL(endpoint), region, credentials: user, administrator: user };
  return { access, stop: server.stop };
}

/** Built once by Go from its module proxy, which verifies its checksum. */
async function install(): Promise<string> {
  const folder = path.join(cacheDirectory, 'contract', `versitygw-${version}`);
  const gateway = path.join(folder, 'versitygw');
  if (existsSync(gateway)) return gateway;
  const module = `github.com/versity/versitygw/cmd/versitygw@${version}`;
  try {
    await run('go', ['install', module], { env: { ...process.env, GOBIN: folder, CGO_ENABLED: '0' } });
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const remedy = isMissing
      ? 'Go is missing: install it from go.dev (Debian, Ubuntu: apt-get install golang), and run the suite again'
      : `"go install ${module}" failed: check that this machine reaches a Go module proxy`;
    throw new Error(`versitygw cannot be built. ${remedy}.`, { cause: error });
  }
  return gateway;
}
