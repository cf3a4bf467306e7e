import fc from 'fast-check';
import type { UploadRequest } from '../../../lambda/core/upload/declaration.js';
import type { Mix } from './mix.js';
import type { KnownUpload, SystemUnderFaults } from './system.js';

/** Commands have no model except what clients know: other guarantees are checked by invariants, at the end. */
type Model = object;
export type Command = fc.AsyncCommand<Model, SystemUnderFaults>;

/** All actions of the system. */
export type CommandKind = Exclude<keyof SystemUnderFaults, 'known'>;

const command = (name: string, act: (system: SystemUnderFaults) => Promise<unknown>): Command => ({
  check: () => true,
  run: async (_model, system) => void (await act(system)),
  toString: () => name,
});

const owners = fc.constantFrom('alice', 'bob');

const create = ({ expiresInSeconds: lives }: Mix) =>
  fc
    .record({
      owner: owners,
      method: fc.constantFrom('put' as const, 'put' as const, 'post' as const, 'multipart' as const),
      isLarge: fc.boolean(),
      expiresInSeconds: fc.constantFrom(...lives),
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

/** A command on one of the present uploads: rather a recent one. */
const onUpload = <Extra>(
  name: string,
  extras: fc.Arbitrary<Extra>,
  act: (system: SystemUnderFaults, upload: KnownUpload, extra: Extra) => Promise<unknown>,
) =>
  fc.tuple(fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 5), extras).map(([back, extra]) =>
    command(`${name} ${back} ${extra === undefined ? '' : JSON.stringify(extra)}`, async (system) => {
      const upload = system.known.at(-1 - Math.min(back, system.known.length - 1));
      if (upload) await act(system, upload, extra);
    }),
  );

const bytes = ({ truths, slowSeconds }: Mix) =>
  fc.record({
    truth: fc.constantFrom(...truths),
    slowSeconds: fc.constantFrom(...slowSeconds),
    isShort: fc.constantFrom(false, false, false, true),
  });
const none = fc.constant(undefined);
const readers = fc.constantFrom('carol', 'dave');
const visitors = fc.constantFrom(1, 1, 3);
const wishes = fc.record({
  maxDownloads: fc.constantFrom(undefined, 1, 1, 2),
  expiresInSeconds: fc.constantFrom(600, 100_000),
});
const words = fc.constantFrom('release' as const, 'reject' as const);

const commands: Readonly<Record<CommandKind, (mix: Mix) => fc.Arbitrary<Command>>> = {
  create,
  send: (mix) => onUpload('send', bytes(mix), (system, upload, sent) => system.send(upload, sent)),
  complete: () => onUpload('complete', none, (system, upload) => system.complete(upload)),
  abort: () => onUpload('abort', none, (system, upload) => system.abort(upload)),
  remove: () => onUpload('delete', none, (system, upload) => system.remove(upload)),
  renew: () => onUpload('renew', none, (system, upload) => system.renew(upload)),
  rename: () => onUpload('rename', none, (system, upload) => system.rename(upload)),
  decide: () => onUpload('decide', words, (system, upload, word) => system.decide(upload, word)),
  share: () => onUpload('share', wishes, (system, upload, wish) => system.share(upload, wish)),
  follow: () => onUpload('follow', visitors, (system, upload, count) => system.follow(upload, count)),
  unshare: () => onUpload('unshare', none, (system, upload) => system.unshare(upload)),
  grant: () => onUpload('grant', readers, (system, upload, reader) => system.grant(upload, reader)),
  revoke: () => onUpload('revoke', readers, (system, upload, reader) => system.revoke(upload, reader)),
  read: () => onUpload('read', readers, (system, upload, reader) => system.read(upload, reader)),
  erase: () => owners.map((owner) => command(`erase ${owner}`, (system) => system.erase(owner))),
  sweep: () => fc.constant(command('sweep', (system) => system.sweep())),
  redrive: () => fc.constant(command('redrive', (system) => system.redrive())),
  pass: ({ passSeconds }) =>
    fc
      .constantFrom(...passSeconds)
      .map((seconds) => command(`pass ${seconds} s`, (system) => system.pass(seconds))),
};

/** The first commands of a schedule. */
export const openingOf = (mix: Mix): fc.Arbitrary<Command[]> =>
  fc.tuple(...mix.opening.map((kind) => commands[kind](mix)));

/** One command, by the weights of the mix. */
export const anyCommand = (mix: Mix): fc.Arbitrary<Command> =>
  fc.oneof(
    ...(Object.entries(mix.weights) as [CommandKind, number][])
      .filter(([, weight]) => weight > 0)
      .map(([kind, weight]) => ({ weight, arbitrary: commands[kind](mix) })),
  );
