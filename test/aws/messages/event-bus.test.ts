import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { eventBus } from '../../../lambda/aws/messages/event-bus.js';
import type { DomainEvent } from '../../../lambda/core/event/event.js';
import { eventsOf } from '../../../lambda/core/announcement/record-change.js';
import { noon, photo } from '../../core/records.js';

interface Put {
  readonly Entries: { Detail: string; DetailType: string; Time: number }[];
}

// The local engine accepts everything; the responses of a busy EventBridge are simulated.
let server: http.Server;
let puts: Put[];
let answer: (put: Put, attempt: number) => { status?: number; body: object };
let bus: ReturnType<typeof eventBus>;

beforeEach(async () => {
  puts = [];
  server = http.createServer((request, response) => {
    void json(request).then((body) => {
      puts.push(body as Put);
      const { status = 200, body: said } = answer(body as Put, puts.length);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(said));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, {
    ...{ AWS_REGION: 'eu-west-1', AWS_MAX_ATTEMPTS: '1' },
    ...{ AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' },
    AWS_ENDPOINT_URL_EVENTBRIDGE: `http://127.0.0.1:${String(port)}`,
  });
  bus = eventBus('bus');
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

const events = (count: number, filename = 'me.png'): DomainEvent[] =>
  Array.from({ length: count }, (_, index) => {
    const event = eventsOf({ kind: 'file', after: photo({ revision: index + 1, filename }), at: noon })[0];
    if (!event) throw new Error('nobody would be told');
    return event;
  });
const revisionsOf = ({ Entries }: Put) =>
  Entries.map(({ Detail }) => (JSON.parse(Detail) as DomainEvent).revision);
const taken = ({ Entries }: Put) => ({
  body: { FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: 'e' })) },
});

test('an event keeps its type and time', async () => {
  answer = taken;
  const [event] = events(1);
  expect(await bus(events(1))).toEqual(new Map());
  const [entry] = puts[0]?.Entries ?? [];
  expect(JSON.parse(entry?.Detail ?? '')).toEqual(event);
  expect(entry).toMatchObject({ DetailType: 'upload.created', Time: noon.getTime() / 1000 });
});

test('ten go in one request at most, and no more than fit', async () => {
  answer = taken;
  await bus(events(23));
  expect(puts.map(({ Entries }) => Entries.length).sort()).toEqual([10, 10, 3].sort());
  puts = [];
  await bus(events(4, 'x'.repeat(100_000)));
  expect(puts.map(({ Entries }) => Entries.length)).toEqual([2, 2]);
});

test('only rejected entries are retried', async () => {
  const refusing = (put: Put) => {
    const refused = (revision: number) => revision === 2 && puts.length === 1;
    const Entries = revisionsOf(put).map((one) =>
      refused(one) ? { ErrorCode: 'ThrottlingException', ErrorMessage: 'slow down' } : { EventId: 'e' },
    );
    return { body: { FailedEntryCount: 1, Entries } };
  };
  answer = refusing;
  expect(await bus(events(3))).toEqual(new Map());
  expect(puts.map(revisionsOf)).toEqual([[1, 2, 3], [2]]);
});

test('an entry that is rejected on every try is reported with the reason, and the others are published', async () => {
  answer = (put) => ({
    body: {
      FailedEntryCount: 1,
      Entries: revisionsOf(put).map((one) =>
        one === 2 ? { ErrorCode: 'InternalFailure' } : { EventId: 'e' },
      ),
    },
  });
  const all = events(3);
  expect(await bus(all)).toEqual(new Map([[all[1]?.id, 'InternalFailure']]));
});

test('a request that fails whole leaves the other requests be', async () => {
  answer = (put) =>
    revisionsOf(put).includes(1)
      ? { status: 400, body: { __type: 'LimitExceededException', message: 'no' } }
      : taken(put);
  const unsent = await bus(events(12));
  expect([...unsent.values()]).toEqual(Array(10).fill('LimitExceededException'));
});
