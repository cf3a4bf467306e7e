import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheDirectory } from '../../../../local/process/cache-directory.js';
import { prepareVenv } from '../../../../local/engine/python.js';
import type { Credentials, Engine } from './engine.js';
import { freePorts, serverFolder, startServer } from './server-process.js';

const region = 'us-east-1';
const lockFile = path.join(import.meta.dirname, '..', '..', 'requirements.txt');
const user = { accessKeyId: 'waybill', secretAccessKey: 'waybill-secret' };
const administrator = { accessKeyId: 'admin', secretAccessKey: 'admin-secret' };

/** SeaweedFS: master, volume server, filer and S3 gateway in one process. */
export const seaweedfs: Engine = {
  name: 'seaweedfs',
  title: 'SeaweedFS 4.48',
  async start() {
    const python = await prepareVenv(path.join(cacheDirectory, 'contract'), undefined, lockFile);
    const folder = await serverFolder('seaweedfs');
    // Only `Admin` may create buckets, and policies do not apply to it.
    const identities = [
      identity('admin', administrator, ['Admin']),
      identity('waybill', user, ['Read', 'Write', 'List', 'Tagging']),
    ];
    await writeFile(path.join(folder, 'identities.json'), JSON.stringify({ identities }));
    await mkdir(path.join(folder, 'data'));
    const [s3 = 0, ...ports] = await freePorts(8);
    const names = ['s3.port.grpc', 'master.port', 'master.port.grpc', 'volume.port', 'volume.port.grpc'];
    const listeners = [...names, 'filer.port', 'filer.port.grpc'].map((name, i) => `-${name}=${ports[i]}`);
    const endpoint = `http://127.0.0.1:${s3}`;
    const server = await startServer({
      command: path.join(path.dirname(python), 'weed'),
      args: [
        ...['-logtostderr=true', 'server', '-ip=127.0.0.1', '-ip.bind=127.0.0.1', '-master.telemetry=false'],
        ...[`-dir=${path.join(folder, 'data')}`, '-master.volumeSizeLimitMB=64', '-volume.max=200'],
        ...['-filer', '-s3', `-s3.port=${s3}`, `-s3.config=${path.join(folder, 'identities.json')}`],
        ...[`-filer.localSocket=${path.join(folder, 'filer.sock')}`, ...listeners],
      ],
      folder,
      isReady: async () => (await fetch(`${endpoint}/status`)).ok,
    });
    const access = { endpoint: new URL(endpoint), region, credentials: user, administrator };
    return { access, stop: server.stop };
  },
};

function identity(name: string, { accessKeyId, secretAccessKey }: Credentials, actions: readonly string[]) {
  return { name, actions, credentials: [{ accessKey: accessKeyId, secretKey: secretAccessKey }] };
}
