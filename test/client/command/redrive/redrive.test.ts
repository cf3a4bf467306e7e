import { beforeEach, describe, expect, test } from '@jest/globals';
import type { RedriveRequest } from '../../../../lambda/core/announcement/redrive-message.js';
import {
  redrive,
  type KeptObjects,
  type RedriveOutcome,
} from '../../../../client/command/redrive/redrive.js';
import { keptText, record } from './kept-text.js';

class Crashed extends Error {}

const key = (name: string) => `aws/lambda/mapping/shard/2026/11/22/${name}`;

/** A bucket, and an `announce` that cannot publish some records, or crashes on them. */
class Deployment {
  readonly objects = new Map<string, string | undefined>();
  readonly told: string[] = [];
  readonly removed: (string | undefined)[] = [];
  readonly requests: RedriveRequest[] = [];
  untellable: string[] = [];
  deadly: string[] = [];

  private readonly kept: KeptObjects = {
    keys: async function* (this: Deployment) {
      yield* [...this.objects.keys()];
    }.bind(this),
    read: async (one) =>
      this.objects.has(one) ? { text: this.objects.get(one), versionId: `v-${one}` } : undefined,
    remove: async (one, versionId) => {
      this.removed.push(versionId);
      this.objects.delete(one);
    },
  };

  async run({ dryRun = false, stopAfter = Infinity } = {}): Promise<RedriveOutcome[]> {
    const outcomes: RedriveOutcome[] = [];
    const ports = {
      objects: this.kept,
      ask: (request: RedriveRequest) => this.announce(request),
      isFunctionFailure: (error: unknown) => error instanceof Crashed,
    };
    for await (const one of redrive(ports, 'announce', dryRun)) {
      outcomes.push(one);
      if (outcomes.length === stopAfter) break;
    }
    return outcomes;
  }

  private async announce(request: RedriveRequest) {
    this.requests.push(request);
    const places = request.Records.map((one) => (one as ReturnType<typeof record>).dynamodb.SequenceNumber);
    if (places.some((place) => this.deadly.includes(place))) throw new Crashed('out of time');
    const failures = places.flatMap((place, index) =>
      this.untellable.includes(place) ? [{ index, reason: 'UnreadableRecord' }] : [],
    );
    const tellable = places.filter((place) => !this.untellable.includes(place));
    if (request.redrive === 'tell') this.told.push(...tellable);
    return { events: tellable.length, failures };
  }
}

let deployment: Deployment;
beforeEach(() => {
  deployment = new Deployment();
});

describe('what Lambda has kept', () => {
  test('is published, and removed object by object', async () => {
    deployment.objects.set(key('a'), keptText([record(1), record(2)]));
    deployment.objects.set(key('b'), keptText([record(3)]));
    expect(await deployment.run()).toEqual([
      { key: key('a'), outcome: 'told', records: 2, events: 2 },
      { key: key('b'), outcome: 'told', records: 1, events: 1 },
    ]);
    expect(deployment.told).toEqual(['1', '2', '3']);
    expect(deployment.objects.size).toBe(0);
  });

  test('is removed with its version, so that nothing of it stays', async () => {
    deployment.objects.set(key('a'), keptText([record(1)]));
    await deployment.run();
    expect(deployment.removed).toEqual([`v-${key('a')}`]);
  });

  test('may have its event as text or as an object, and the function’s ARN qualified or not', async () => {
    deployment.objects.set(key('a'), keptText([record(1)], { payload: { Records: [record(1)] } }));
    const functionArn = 'arn:aws:lambda:eu-west-1:111122223333:function:announce:$LATEST';
    deployment.objects.set(key('b'), keptText([record(2)], { requestContext: { functionArn } }));
    expect((await deployment.run()).map(({ outcome }) => outcome)).toEqual(['told', 'told']);
  });

  test('is only read by a dry run', async () => {
    deployment.objects.set(key('a'), keptText([record(1), record(2)]));
    deployment.untellable = ['2'];
    deployment.objects.set(key('b'), keptText([record(3)]));
    const outcomes = await deployment.run({ dryRun: true });
    expect(outcomes.map(({ outcome, events }) => [outcome, events])).toEqual([
      ['kept', 1],
      ['tellable', 1],
    ]);
    expect(deployment.told).toEqual([]);
    expect(deployment.objects.size).toBe(2);
  });

  test('is continued after an interruption', async () => {
    for (const [index, name] of ['a', 'b', 'c'].entries())
      deployment.objects.set(key(name), keptText([record(index)]));
    await deployment.run({ stopAfter: 1 });
    expect([...deployment.objects.keys()]).toEqual([key('b'), key('c')]);
    await deployment.run();
    expect(deployment.told).toEqual(['0', '1', '2']);
  });

  test('is sent in chunks that fit an invocation', async () => {
    const large = (place: number) => record(place, 'x'.repeat(1024 * 1024));
    deployment.objects.set(key('a'), keptText(Array.from({ length: 9 }, (_, place) => large(place))));
    deployment.objects.set(
      key('b'),
      keptText(Array.from({ length: 250 }, (_, place) => record(100 + place))),
    );
    await deployment.run();
    expect(deployment.requests.map(({ Records }) => Records.length)).toEqual([3, 3, 3, 100, 100, 50]);
    expect(new Set(deployment.told).size).toBe(259);
  });
});

describe('a failing record', () => {
  const ten = Array.from({ length: 10 }, (_, place) => record(place));
  const others = (place: string) =>
    ten.map(({ dynamodb }) => dynamodb.SequenceNumber).filter((one) => one !== place);

  test('is reported, and keeps its object; all others are published', async () => {
    deployment.objects.set(key('a'), keptText(ten));
    deployment.objects.set(key('b'), keptText([record(20)]));
    deployment.untellable = ['4'];
    const [first, second] = await deployment.run();
    expect(first).toEqual({
      ...{ key: key('a'), outcome: 'kept', records: 10, events: 9 },
      unsent: [{ sequenceNumber: '4', record: 'FILE#4', reason: 'UnreadableRecord' }],
    });
    expect(second?.outcome).toBe('told');
    expect([...deployment.objects.keys()]).toEqual([key('a')]);
    expect(deployment.told).toEqual([...others('4'), '20']);
  });

  test('is isolated by bisection if the function crashes on it', async () => {
    deployment.objects.set(key('a'), keptText(ten));
    deployment.deadly = ['7'];
    expect(await deployment.run()).toMatchObject([
      { outcome: 'kept', events: 9, unsent: [{ sequenceNumber: '7', reason: 'out of time' }] },
    ]);
    expect(deployment.told).toEqual(others('7'));
  });

  test('that has no place and no key is named too', async () => {
    deployment.objects.set(key('a'), keptText([{}]));
    const run = redrive(
      {
        objects: {
          keys: async function* () {
            yield key('a');
          },
          read: async () => ({ text: keptText([{}]), versionId: undefined }),
          remove: () => Promise.reject(new Error('removed')),
        },
        ask: async () => ({ events: 0, failures: [{ index: 0, reason: 'UnreadableRecord' }] }),
        isFunctionFailure: () => false,
      },
      'announce',
      false,
    );
    for await (const one of run)
      expect(one).toMatchObject({ outcome: 'kept', unsent: [{ sequenceNumber: null, record: null }] });
  });
});

describe('an object that is no batch of this deployment’s', () => {
  test.each([
    ['is no JSON', 'not JSON', 'no JSON object'],
    ['is a list', '[]', 'no JSON object'],
    ['is empty', '', 'no JSON object'],
    ['is somebody’s own', '{"name":"me.png"}', 'no batch of a table’s stream'],
    [
      'was kept of a queue',
      keptText([record(1)], { DDBStreamBatchInfo: undefined }),
      'no batch of a table’s stream',
    ],
    [
      'was kept for another function',
      keptText([record(1)], {
        requestContext: { functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:announce-2' },
      }),
      'the function announce-2',
    ],
    ['has no payload, as one of a queue', keptText([record(1)], { payload: undefined }), 'no records'],
    ['has half a payload', keptText([], { payload: '{"Records":[{' }), 'no records'],
    ['has an empty payload', keptText([]), 'no records'],
    ['has records that are none', keptText([], { payload: { Records: [null] } }), 'no records'],
    ['is too large to be one', undefined, 'larger than any batch'],
  ])('is left alone, and the others are processed, if it %s', async (_what, text, reason) => {
    deployment.objects.set(key('a'), text);
    deployment.objects.set(key('b'), keptText([record(1)]));
    expect(await deployment.run()).toMatchObject([
      { key: key('a'), outcome: 'foreign', reason: expect.stringContaining(reason) },
      { key: key('b'), outcome: 'told' },
    ]);
    expect([...deployment.objects.keys()]).toEqual([key('a')]);
  });
});

test('an unreachable bucket or function stops it, and nothing is removed', async () => {
  deployment.objects.set(key('a'), keptText([record(1)]));
  deployment.untellable = [];
  const refused = new Error('not allowed to invoke');
  const run = redrive(
    {
      objects: {
        keys: async function* () {
          yield key('a');
        },
        read: async () => ({ text: keptText([record(1)]), versionId: 'v' }),
        remove: () => Promise.reject(new Error('removed')),
      },
      ask: () => Promise.reject(refused),
      isFunctionFailure: () => false,
    },
    'announce',
    false,
  );
  await expect(run.next()).rejects.toBe(refused);
});
