import {
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { beforeAll, expect, test } from '@jest/globals';
import { listenToBus, type EventListener, type HeardEvent } from '../end-to-end/event-listener.js';
import { made } from '../end-to-end/fixture.js';
import { person, put, type Person } from '../end-to-end/person.js';
import { until } from '../end-to-end/until.js';
import { DeployedStack } from '../faults/deployed/deployed-stack.js';
import { readBucket, readTable } from '../faults/deployed/read-stack.js';
import { deployedFunction, issueToken, system } from '../stack/system.js';

const count = 1_000;
const owners = 10;
/** The engine's gateway responds with 502 to more concurrent requests. */
const atOnce = 12;
const minutes = 60_000;

const lambda = new LambdaClient(system.client);
let stack: DeployedStack;
let listener: EventListener;
let people: Person[];
beforeAll(async () => {
  stack = await new DeployedStack({ ...system, tokenOf: issueToken }).find();
  listener = await listenToBus();
  people = await Promise.all(
    Array.from({ length: owners }, (_, number) => person(`queuing-${String(number)}`)),
  );
});

/**
 * Whether `validate` consumes its queue: ten at once, not fifty. The engine is one process, and makes the requests of
 * fifty wait longer than their timeout; a message that fails is visible again only after six minutes.
 */
async function letValidate(Enabled: boolean): Promise<void> {
  const { FunctionName } = await deployedFunction('validate');
  const { EventSourceMappings: [mapping] = [] } = await lambda.send(
    new ListEventSourceMappingsCommand({ FunctionName }),
  );
  await lambda.send(
    new UpdateEventSourceMappingCommand({
      ...{ UUID: mapping?.UUID, Enabled },
      ScalingConfig: { MaximumConcurrency: 10 },
    }),
  );
}

async function many(work: (number: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Each has different bytes, so that mixed-up bytes would show. */
const note = (number: number) =>
  made(`Line ${String(number)} of a thousand.\n`, 'text/plain', `${String(number)}.txt`);

/** How many different events of one type each file has. */
function eventsOf(heard: readonly HeardEvent[], type: string): Map<string, number> {
  const ids = new Map<string, Set<string>>();
  for (const event of heard) {
    if (event.type !== type) continue;
    const file = String(event.data['file']?.['id']);
    ids.set(file, (ids.get(file) ?? new Set()).add(event.id));
  }
  return new Map([...ids].map(([file, events]) => [file, events.size]));
}

test(
  'a thousand uploads that arrive while nothing is checked are verified afterwards, none twice',
  async () => {
    const files = new Map<string, number>();
    await letValidate(false);
    try {
      await many(async (number) => {
        const file = note(number);
        const { id, upload } = await until(
          'a permission',
          () => (people[number % owners] as Person).create(file).catch(() => undefined),
          1 * minutes,
        );
        expect((await put(upload, file.bytes)).status).toBe(200);
        files.set(id, file.bytes.length);
      });
      await until(
        'all events in the queue',
        async () => (await stack.validation.waiting()) >= count || undefined,
      );
      const { records } = await readTable(stack);
      expect(records.filter(({ id, status }) => files.has(id) && status !== 'pending')).toEqual([]);
    } finally {
      await letValidate(true);
    }

    const verified = await until(
      'all verdicts',
      async () => {
        // Reading the whole table takes the time of one engine that the checks need too.
        if ((await stack.validation.waiting()) > 0) return undefined;
        const { records, usages } = await readTable(stack);
        const mine = records.filter(({ id }) => files.has(id));
        return mine.every(({ status }) => status === 'verified') ? { records: mine, usages } : undefined;
      },
      8 * minutes,
    );
    expect(verified.records).toHaveLength(count);
    // Created, arrived, verified: three writes, and no fourth.
    expect(verified.records.filter(({ revision }) => revision !== 3)).toEqual([]);
    for (const { subject } of people)
      expect(verified.usages.get(subject)).toMatchObject({ files: count / owners, pendingFiles: 0 });

    const stored = await readBucket(stack);
    const pinned = verified.records.map(({ key, version }) => `${key}#${version?.versionId ?? ''} clean`);
    expect(stored.map(({ key, versionId, tag }) => `${key}#${versionId} ${tag ?? ''}`).sort()).toEqual(
      pinned.sort(),
    );
    const sizes = new Map(verified.records.map(({ id, key }) => [key, files.get(id)]));
    expect(stored.filter(({ key, sizeBytes }) => sizes.get(key) !== sizeBytes)).toEqual([]);

    const heard = await until(
      'all events',
      async () => {
        const all = await listener.heard();
        return eventsOf(all, 'file.verified').size >= count ? all : undefined;
      },
      2 * minutes,
    );
    for (const type of ['upload.created', 'file.uploaded', 'file.verified']) {
      const events = eventsOf(heard, type);
      expect([...files.keys()].filter((id) => events.get(id) !== 1)).toEqual([]);
    }
  },
  15 * minutes,
);
