import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { freePorts, serverFolder, startServer } from '../contract/s3/engines/server-process.js';
import { root } from '../generated/generator.js';
import { run } from '../generated/program.js';

const version = '26.0.7';
const cache = path.join(root, 'node_modules/.cache/keycloak');
const home = path.join(cache, `keycloak-${version}`);

/** On a busy machine; 40 s on an idle one, most of it for the build that only the first start makes. */
const startDeadlineMs = 8 * 60_000;

/** A running Keycloak with an empty database, which is gone when it stops. */
export interface Keycloak {
  readonly url: string;
  /** Password of the administrator `admin`. */
  readonly password: string;
  stop(): Promise<void>;
}

/** Why it cannot run on this machine; undefined if it can. Downloads it, where it is not there yet. */
export async function reasonAgainst(): Promise<string | undefined> {
  try {
    // Prints `openjdk 17.0.15 2025-04-15`.
    const [, java = ''] = /^\S+ (\d+)/.exec(await run('java', ['--version'])) ?? [];
    if (Number(java) < 17) return `its Java is ${java}, not 17 or later`;
    await load();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

export async function startKeycloak(): Promise<Keycloak> {
  await load();
  const [port = 0] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const password = randomUUID();
  const server = await startServer({
    command: '/bin/sh',
    args: [
      ...[path.join(home, 'bin/kc.sh'), 'start-dev', '--db=dev-mem', '--cache=local'],
      ...['--http-host=127.0.0.1', `--http-port=${port}`],
    ],
    env: {
      KC_BOOTSTRAP_ADMIN_USERNAME: 'admin',
      KC_BOOTSTRAP_ADMIN_PASSWORD: password,
      JAVA_OPTS_KC_HEAP: '-Xms64m -Xmx512m',
    },
    folder: await serverFolder('keycloak'),
    isReady: async () => (await fetch(`${url}/realms/master`)).ok,
    startDeadlineMs,
  });
  return { url, password, stop: () => server.stop() };
}

/** From Maven Central, once; what was broken off leaves no folder of that name. */
async function load(): Promise<void> {
  if (existsSync(home)) return;
  const unpacked = path.join(cache, 'unpacked');
  await rm(unpacked, { recursive: true, force: true });
  await run('mvn', [
    ...['-B', '-q', 'dependency:unpack', `-Dartifact=org.keycloak:keycloak-quarkus-dist:${version}:zip`],
    `-DoutputDirectory=${unpacked}`,
    // Otherwise in a folder whose name is the unresolved property.
    `-DmarkersDirectory=${path.join(cache, 'markers')}`,
  ]);
  await rename(path.join(unpacked, path.basename(home)), home);
}
