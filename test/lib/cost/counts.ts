import { readFileSync } from 'node:fs';
import path from 'node:path';
import { dueShards, type DueKind } from '../../../lambda/aws/table/item/due-key.js';
import { bytesReader, checkContent } from '../../../lambda/core/content/index.js';
import { eventsOf } from '../../../lambda/core/announcement/record-change.js';
import type { FileRecord } from '../../../lambda/core/file/file.js';
import { validateObject } from '../../../lambda/core/validation/validate-object.js';
import { functions, type FunctionName } from '../../../lambda/functions.js';
import { noise } from '../../fixtures/filler.js';
import { noon, photo } from '../../core/records.js';
import { SimulatedService } from '../../core/simulated-service.js';
import { section } from '../../docs/page.js';
import { ofType, resourcesOf, synthesize } from '../synthesize.js';

/** Calls of each method of a port while something runs. */
function counted<Port extends object>(port: Port): { readonly port: Port; readonly calls: string[] } {
  const calls: string[] = [];
  const counting = new Proxy(port, {
    get(target, name, receiver) {
      calls.push(String(name));
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
  return { port: counting, calls };
}

/** Requests to S3 and to the table by the check of a stored file, besides the ranges of its content. */
export async function checkRequests() {
  const service = new SimulatedService();
  service.versions.set('v1', { honest: true, sizeBytes: 900 });
  const [store, files] = [counted(service.store), counted(service.files)];
  const ports = { ...service.ports, store: store.port, files: files.port };
  const { outcome } = await validateObject(ports, { key: photo().key, versionId: 'v1', sequencer: '001' });
  if (outcome !== 'verified') throw new Error(`not verified, but ${outcome}`);
  const times = (calls: string[], name: string) => calls.filter((one) => one === name).length;
  return {
    heads: times(store.calls, 'head'),
    tags: times(store.calls, 'tag'),
    records: times(files.calls, 'get'),
  };
}

/** Ranges that the check of a JPEG of 5 MB reads: of a real one, whose compressed data is made longer. */
export async function rangesOfPhoto(): Promise<number> {
  const file = readFileSync(path.join(import.meta.dirname, '../../fixtures/content/image/photo.jpg'));
  // Before the end mark; without 0xff, which would be a mark.
  const data = noise(5_000_000 - file.length).map((byte) => (byte === 0xff ? 0xfe : byte));
  const bytes = Buffer.concat([file.subarray(0, -2), data, file.subarray(-2)]);
  const reader = bytesReader(bytes);
  let ranges = 0;
  await checkContent(
    { ...reader, read: (...range) => ((ranges += 1), reader.read(...range)) },
    { declaredType: 'image/jpeg', filename: 'photo.jpg' },
  );
  return ranges;
}

/** Events of one upload, from its creation to its verdict. */
export function eventsOfUpload(): number {
  const pending = photo();
  const uploaded: FileRecord = { ...pending, status: 'uploaded', uploadedAt: noon, revision: 2 };
  const verified: FileRecord = { ...uploaded, status: 'verified', verifiedAt: noon, revision: 3 };
  const steps = [undefined, pending, uploaded, verified];
  return [1, 2, 3].flatMap((step) =>
    eventsOf({ kind: 'file', before: steps[step - 1], after: steps[step] ?? verified, at: noon }),
  ).length;
}

/** docs/load.md has them from the code. */
export function writeUnits(): number {
  const [, units = ''] =
    /These are (\d+) write units/.exec(section('docs/load.md', '### What one upload costs')) ?? [];
  return Number(units);
}

const kinds = {
  upload: true,
  joining: true,
  verdict: true,
  retention: true,
  removal: true,
  tombstone: true,
  recount: true,
  erasure: true,
} satisfies Record<DueKind, true>;

/** Queries of one sweep of an empty table: of each kind that may wait, in each shard. */
export const queriesOfSweep = dueShards * Object.keys(kinds).length;

export const memoryGigabytes = (name: FunctionName): number => functions[name].memoryMegabytes / 1024;

/** What is deployed by default and charged for as long as it exists. */
export function standing() {
  const resources = resourcesOf(synthesize());
  const count = (type: string) => ofType(resources, type).length;
  const [, schedule] = ofType(resources, 'AWS::Scheduler::Schedule')[0] ?? [];
  const [, minutes = ''] =
    /rate\((\d+) minutes\)/.exec(String(schedule?.Properties['ScheduleExpression'])) ?? [];
  const polled = ofType(resources, 'AWS::Lambda::EventSourceMapping').filter(
    ([, { Properties }]) => 'ScalingConfig' in Properties,
  );
  return {
    alarms: count('AWS::CloudWatch::Alarm'),
    secrets: count('AWS::SecretsManager::Secret'),
    sweeps: (30 * 24 * 60) / Number(minutes),
    polledQueues: polled.length,
  };
}

/** The custom metrics that docs/operations.md and the handlers name. */
export function customMetrics(): number {
  const handlers = ['announce', 'announced-reads', 'deliver', 'download', 'sweep', 'validate'].map((name) =>
    readFileSync(path.join(import.meta.dirname, `../../../lambda/handlers/${name}.ts`), 'utf8'),
  );
  const names = handlers.flatMap((text) => [
    ...[...text.matchAll(/addMetric\('(\w+)'/g)].map(([, name]) => name),
    ...[...text.matchAll(/count\('(\w+)'/g)].map(([, name]) => name),
    ...[...(/const metricNames = \{([^}]*)\}/.exec(text)?.[1] ?? '').matchAll(/: '(\w+)'/g)].map(
      ([, name]) => name,
    ),
  ]);
  return new Set(names).size;
}
