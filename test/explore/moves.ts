import type { Timer } from '../faults/simulation/simulation.js';
import type { KnownUpload } from '../faults/model/system.js';
import type { CommandKind } from '../faults/model/commands.js';
import type { ChosenWorld } from './chosen-world.js';
import type { Scope } from './scopes.js';

/** One step of a world: a command, an event, or time. */
export interface Move {
  /** In plain words; unique among the moves of a present. */
  readonly name: string;
  /** Starts it, without any of its external calls. */
  readonly start: () => unknown;
  /** Whether it runs no function: nothing can come between. */
  readonly isInstant?: boolean;
}

/** All that can happen next. */
export function movesOf(scope: Scope, world: ChosenWorld): Move[] {
  const commands = scope.commands.flatMap((kind) => [...moves[kind](scope, world)]);
  return [...commands, ...eventMoves(scope, world)];
}

/** The move of this name; throws if there is none now. */
export function moveNamed(scope: Scope, world: ChosenWorld, name: string): Move {
  const moves = movesOf(scope, world);
  const move = moves.find((one) => one.name === name);
  if (move) return move;
  throw new Error(`there is no move “${name}” now; there are: ${moves.map((one) => one.name).join(' | ')}`);
}

type Moves = (scope: Scope, world: ChosenWorld) => Iterable<Move>;

/** How many versions S3 has ever stored of an upload. */
export const storedOf = ({ simulation }: ChosenWorld, id: string): number =>
  [...simulation.bucket.ever.values()].filter(({ key }) => key.endsWith(id)).length;

/** Whether a client has bytes left to send: the scope limits those stored and on their way. */
function maySend(world: ChosenWorld, { id }: KnownUpload): boolean {
  const { bucket, pending } = world.simulation;
  const coming = pending.filter(({ what }) => what.startsWith(bytesOf)).length;
  const parts = [...bucket.uploads.values()].filter(({ parts: stored }) => stored.size > 0).length;
  return storedOf(world, id) + parts + coming < world.scope.maxSends;
}

/** A command on each upload that its client knows. */
const each =
  (name: string, act: (world: ChosenWorld, upload: KnownUpload) => unknown): Moves =>
  (_scope, world) =>
    world.system.known.map((upload, index) => ({
      name: index === 0 ? name : `${name} of file ${index + 1}`,
      start: () => act(world, upload),
    }));

const moves: Readonly<Record<CommandKind, Moves>> = {
  *create({ method, expiresInSeconds, maxCreates, idempotencyKey }, world) {
    const { system, simulation } = world;
    if (Math.max(system.known.length, simulation.table.records.size) >= maxCreates) return;
    const sizeBytes = method === 'multipart' ? 12 * 1024 ** 2 : 500;
    const request = { filename: 'me.png', contentType: 'image/png', sizeBytes, method, expiresInSeconds };
    yield { name: 'create', start: () => system.create('alice', request, idempotencyKey) };
  },
  *send({ truths, isSlow }, world) {
    const { system } = world;
    for (const [index, upload] of system.known.entries()) {
      if (!maySend(world, upload)) continue;
      const name = (truth: string) => `send ${truth}${index === 0 ? '' : ` to file ${index + 1}`}`;
      for (const truth of truths)
        yield {
          name: name(truth),
          start: () => system.send(upload, { truth, slowSeconds: 0, isShort: false }),
          isInstant: true,
        };
      if (isSlow)
        yield {
          name: `${name('honest')}, slowly`,
          start: () => system.send(upload, { truth: 'honest', slowSeconds: 1, isShort: false }),
          isInstant: true,
        };
    }
  },
  complete: each('complete', ({ system }, upload) => system.complete(upload)),
  abort: each('abort', ({ system }, upload) => system.abort(upload)),
  remove: each('delete', ({ system }, upload) => system.remove(upload)),
  renew: each('renew', ({ system }, upload) => system.renew(upload)),
  rename: each('rename', ({ system }, upload) => system.rename(upload)),
  *decide(scope, world) {
    yield* each('release', ({ system }, upload) => system.decide(upload, 'release'))(scope, world);
    yield* each('reject', ({ system }, upload) => system.decide(upload, 'reject'))(scope, world);
  },
  *share(scope, world) {
    if (world.system.readers.allLinks.length > 0 || world.simulation.access.shares.size > 0) return;
    const wishes = { maxDownloads: 1, expiresInSeconds: 3_600 };
    yield* each('share', ({ system }, upload) => system.share(upload, wishes))(scope, world);
  },
  *follow(scope, world) {
    if (world.system.readers.allLinks.length > 0)
      yield* each('follow', ({ system }, upload) => system.follow(upload, 1))(scope, world);
  },
  unshare: each('unshare', ({ system }, upload) => system.unshare(upload)),
  grant: each('grant', ({ system }, upload) => system.grant(upload, 'carol')),
  revoke: each('revoke', ({ system }, upload) => system.revoke(upload, 'carol')),
  read: each('read', ({ system }, upload) => system.read(upload, 'carol')),
  *erase(_scope, { system, simulation }) {
    if (simulation.table.erasureRequests.length === 0)
      yield { name: 'erase', start: () => system.erase('alice') };
  },
  *sweep({ lags = [] }, { system, simulation }) {
    yield { name: 'sweep', start: () => system.sweep() };
    const sweepBehind = () => {
      simulation.faults.lagging = lags;
      return system.sweep();
    };
    if (lags.length > 0) yield { name: 'sweep, with its indexes behind', start: sweepBehind };
  },
  *redrive(_scope, { system }) {
    yield { name: 'redrive', start: () => system.redrive(), isInstant: true };
  },
  *pass({ passSeconds }, { system, simulation }) {
    const areBytesComing = simulation.pending.some(({ what }) => what.startsWith(bytesOf));
    for (const seconds of passSeconds)
      if (!areBytesComing || seconds <= longestPutSeconds)
        yield { name: `${seconds / 60} minutes pass`, start: () => system.pass(seconds), isInstant: true };
  },
};

/** Messages that are on their way arrive, in any order; some twice, and some never. */
function* eventMoves({ maxMishaps, lags = [] }: Scope, world: ChosenWorld): Generator<Move> {
  const { simulation } = world;
  const { faults } = simulation;
  [faults.refusal, faults.lagging] = ['none', []];
  const receiveBehind = (timer: Timer) => () => {
    faults.lagging = lags;
    simulation.receive(timer);
  };
  const distinct = new Map(simulation.pending.map((timer) => [timer.what, timer]));
  for (const timer of distinct.values()) {
    yield { name: timer.what, start: () => simulation.receive(timer), isInstant: isInstant(timer) };
    if (timer.what.startsWith('deliver')) yield* refusals(world, timer);
    if (timer.what.startsWith('erase') && lags.length > 0)
      yield { name: `${timer.what}, with its indexes behind`, start: receiveBehind(timer) };
    if (world.mishaps >= maxMishaps || isInstant(timer) || timer.what === 'stream') continue;
    yield {
      name: `${timer.what}, and again later`,
      start: mishap(world, () => simulation.receive(timer, true)),
    };
    if (canBeLost(timer))
      yield {
        name: `${timer.what}: lost`,
        start: mishap(world, () => simulation.lose(timer)),
        isInstant: true,
      };
  }
}

/** No PUT takes longer than this. */
const longestPutSeconds = 6 * 3_600;

const bytesOf = 'bytes of ';
const isInstant = ({ what }: Timer): boolean => what.startsWith(bytesOf);

/** What a subscriber may answer, beside that it has the event. */
function* refusals(world: ChosenWorld, timer: Timer): Generator<Move> {
  const { simulation, scope } = world;
  if (world.mishaps >= scope.maxMishaps) return;
  for (const refusal of ['busy', 'gone'] as const) {
    const receive = () => {
      simulation.faults.refusal = refusal;
      simulation.receive(timer);
    };
    yield { name: `${timer.what}: the subscriber is ${refusal}`, start: mishap(world, receive) };
  }
}

const mishap = (world: ChosenWorld, start: () => void) => () => {
  world.mishaps++;
  start();
};

/** EventBridge user guide, "Event delivery level": S3 and GuardDuty send at best effort or at least once. */
const canBeLost = ({ what }: Timer): boolean => what.startsWith('AWS:') && what.endsWith(', try 1');
