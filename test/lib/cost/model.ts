import {
  checkRequests,
  eventsOfUpload,
  memoryGigabytes,
  queriesOfSweep,
  rangesOfPhoto,
  standing,
  writeUnits,
} from './counts.js';

/** How much of an item an upload, a read and an idle month need. */
export interface Item {
  readonly name: string;
  readonly upload: number;
  readonly read: number;
  readonly month: number;
}

/** Estimates, named as such in docs/cost.md: nobody has measured them on AWS. */
export const estimates = {
  /** Requests for the status until the verdict; the client begins after 250 ms and backs off. */
  statusRequests: 4,
  seconds: { presign: 0.03, files: 0.015, validate: 0.25, announce: 0.03, download: 0.02, sweep: 2 },
  bytesOf: { accessLine: 400, functionLine: 450, metricDocument: 350 },
} as const;

/** SQS developer guide, "Using Lambda with Amazon SQS": five pollers of a queue, each waits for 20 seconds. */
const emptyReceivesOfMonth = (queues: number) => (queues * 5 * 30 * 24 * 60 * 60) / 20;

/** Each item that AWS charges for, in the order of docs/cost.md. */
export async function items(): Promise<Item[]> {
  const { statusRequests, seconds, bytesOf } = estimates;
  const [{ heads, tags, records }, ranges, events] = [
    await checkRequests(),
    await rangesOfPhoto(),
    eventsOfUpload(),
  ];
  const { alarms, secrets, sweeps, polledQueues } = standing();
  const requests = 1 + statusRequests;
  // At a low rate: each change is a batch of its own. Under load, `announce` has up to 100 and `validate` ten.
  const invocations = requests + 1 + events;
  const time = (name: keyof typeof seconds, times: number) => memoryGigabytes(name) * seconds[name] * times;
  const logs = (requestLines: number, otherLines: number, documents: number) =>
    requestLines * (bytesOf.accessLine + bytesOf.functionLine) +
    otherLines * bytesOf.functionLine +
    documents * bytesOf.metricDocument;
  const row = (name: string, upload: number, read: number, month: number): Item => ({
    name,
    ...{ upload, read, month },
  });
  return [
    row('requests to the API', requests, 1, 0),
    row('invocations of functions', invocations, 1, sweeps),
    row(
      'GB-seconds of functions',
      time('presign', 1) + time('files', statusRequests) + time('validate', 1) + time('announce', events),
      time('download', 1),
      time('sweep', sweeps),
    ),
    row('write units of the table', writeUnits(), 0, 0),
    // Each status and each read is a consistent read of one record; an empty query of an index costs half a unit.
    row('read units of the table', statusRequests + records, 1, (sweeps * queriesOfSweep) / 2),
    row('writes to S3', 1 + tags, 0, 0),
    row('reads from S3', heads + ranges, 1, 0),
    row('tags in S3, for a month', tags, 0, 0),
    // S3's own and ours; the scheduler's invocations cost the same.
    row('events', 1 + events, 0, sweeps),
    // Send, receive, delete.
    row('requests to queues', 3, 0, emptyReceivesOfMonth(polledQueues)),
    row('bytes of logs', logs(requests, 1 + events, 1 + events), logs(1, 0, 1), logs(0, sweeps, sweeps)),
    row('traces', invocations, 1, sweeps),
    row('custom metrics', 0, 0, 1),
    row('alarms', 0, 0, alarms),
    row('secrets', 0, 0, secrets),
    row('GB stored for a month', 0.005, 0, 0),
  ];
}

/** Of a million uploads, or reads: what is counted in each hour of the month. */
export const metricsInUse = { upload: 3, read: 1 } as const;

/** `$1,296.00` */
export const dollars = (amount: number): string =>
  amount.toLocaleString('en-US', { style: 'currency', currency: 'USD' });

export const amount = (count: number): string =>
  count === 0 ? '' : count.toLocaleString('en-US', { maximumFractionDigits: 3 });

/** What a million uploads and a million reads cost, and an idle month, by the prices of docs/cost.md. */
export function bill(all: readonly Item[], priceOf: (name: string) => number) {
  const lines = all.map((item) => {
    const price = priceOf(item.name);
    const metrics = item.name === 'custom metrics' ? metricsInUse : { upload: 0, read: 0 };
    return {
      name: item.name,
      upload: (item.upload * 1_000_000 + metrics.upload) * price,
      read: (item.read * 1_000_000 + metrics.read) * price,
      month: item.month * price,
    };
  });
  const sum = (name: string, counts: (line: string) => boolean) => ({
    name,
    ...Object.fromEntries(
      (['upload', 'read', 'month'] as const).map((of) => [
        of,
        lines.filter((line) => counts(line.name)).reduce((total, line) => total + line[of], 0),
      ]),
    ),
  });
  const storage = 'GB stored for a month';
  return [
    ...lines,
    sum('**total**', () => true),
    sum('without what is stored', (line) => line !== storage),
    sum('of this, `tracing` and `metrics`', (line) => line === 'traces' || line === 'custom metrics'),
  ] as { name: string; upload: number; read: number; month: number }[];
}
