import fc from 'fast-check';
import type { UploadRequest } from '../../../lambda/core/declaration.js';
import type { KnownUpload, SystemUnderFaults } from './system.js';

/** Commands keep no model but what clients were told: what must hold besides is checked by invariants, at the end. */
type Model = object;
export type Command = fc.AsyncCommand<Model, SystemUnderFaults>;

const command = (name: string, act: (system: SystemUnderFaults) => Promise<void>): Command => ({
  check: () => true,
  run: (_model, system) => act(system),
  toString: () => name,
});

const owners = fc.constantFrom('alice', 'bob');

const create = fc
  .record({
    owner: owners,
    method: fc.constantFrom('put' as const, 'put' as const, 'post' as const, 'multipart' as const),
    isLarge: fc.boolean(),
    expiresInSeconds: fc.constantFrom(undefined, undefined, undefined, 3_600, 100_000),
    idempotencyKey: fc.constantFrom(undefined, undefined, 'one', 'two'),
  })
  .map(({ owner, method, isLarge, expiresInSeconds, idempotencyKey }) => {
    const sizeBytes = method === 'multipart' && isLarge ? 12 * 1024 ** 2 : isLarge ? 900 : 500;
    const request: UploadRequest = {
      ...{ filename: 'me.png', contentType: 'image/png', sizeBytes, method, expiresInSeconds },
    };
    const name = `create ${owner} ${method} ${sizeBytes} ${expiresInSeconds ?? 'for good'} ${idempotencyKey ?? ''}`;
    return command(name, (system) => system.create(owner, request, idempotencyKey));
  });

/** A command on one of the uploads that are known when its turn comes: of the last ones rather than the first. */
const onUpload = <Extra>(
  name: string,
  extras: fc.Arbitrary<Extra>,
  act: (system: SystemUnderFaults, upload: KnownUpload, extra: Extra) => Promise<void>,
) =>
  fc.tuple(fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 5), extras).map(([back, extra]) =>
    command(`${name} ${back} ${extra === undefined ? '' : JSON.stringify(extra)}`, async (system) => {
      const upload = system.known.at(-1 - back);
      if (upload) await act(system, upload, extra);
    }),
  );

const bytes = fc.record({
  truth: fc.constantFrom(...(['honest', 'honest', 'honest', 'honest', 'wrong-type', 'infected'] as const)),
  slowSeconds: fc.constantFrom(0, 0, 0, 0, 30, 1_800, 6_000),
  isShort: fc.constantFrom(false, false, false, true),
});
const none = fc.constant(undefined);
const send = onUpload('send', bytes, (system, upload, sent) => system.send(upload, sent));
const complete = onUpload('complete', none, (system, upload) => system.complete(upload));

/** Weighted by repetition: what happens every day stands here often. */
export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  { weight: 14, arbitrary: create },
  { weight: 30, arbitrary: send },
  { weight: 12, arbitrary: complete },
  { weight: 2, arbitrary: onUpload('abort', none, (system, upload) => system.abort(upload)) },
  { weight: 3, arbitrary: onUpload('delete', none, (system, upload) => system.remove(upload)) },
  { weight: 3, arbitrary: onUpload('renew', none, (system, upload) => system.renew(upload)) },
  { weight: 3, arbitrary: onUpload('rename', none, (system, upload) => system.rename(upload)) },
  {
    weight: 4,
    arbitrary: onUpload(
      'decide',
      fc.constantFrom('release' as const, 'reject' as const),
      (system, upload, word) => system.decide(upload, word),
    ),
  },
  { weight: 1, arbitrary: owners.map((owner) => command(`erase ${owner}`, (system) => system.erase(owner))) },
  { weight: 6, arbitrary: fc.constant(command('sweep', (system) => system.sweep())) },
  { weight: 1, arbitrary: fc.constant(command('redrive', (system) => system.redrive())) },
  {
    weight: 12,
    arbitrary: fc
      .constantFrom(1, 1, 60, 60, 60, 400, 400, 1_000, 1_000, 4_000, 40_000, 90_000)
      .map((seconds) => command(`pass ${seconds} s`, (system) => system.pass(seconds))),
  },
);
