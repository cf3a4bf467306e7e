import { InvalidArgumentError, Option, type Command } from 'commander';
import { apiOption, connect, type ApiOptions } from '../service/api.js';
import { moment } from '../terminal/moment.js';
import { print, printJson } from '../terminal/output.js';
import { reportRefusal } from '../service/refused.js';
import { replayDeadLetters, type DeadLetterCounts } from '../webhooks/dead-letters.js';
import { requestReplay } from '../webhooks/requests.js';

const exitCodes = `
Exit codes:
  0  all that was meant is on its way again
  1  the API refused, or the dead-letter queue holds messages that are no events; each is named
  2  the API or the queues could not be reached, or the command line is wrong`;

interface Options extends ApiOptions {
  readonly since?: string;
  readonly until?: string;
  readonly event?: string;
  readonly outcome?: string[];
  readonly deadLetters?: true;
  readonly deadLetterQueue?: string;
  readonly queue?: string;
  readonly json?: true;
}

/** `waybill webhooks replay` */
export function addReplay(webhooks: Command): void {
  webhooks
    .command('replay')
    .description(
      'Replay what an endpoint has missed, with the same event ids: from its log of 7 days, or from the dead-letter queue.',
    )
    .argument('[id]', 'the endpoint; optional with --dead-letters (default: all)')
    .option('--since <time>', 'events from this time on: a time, or an age such as 2h', (text) =>
      moment(text),
    )
    .option('--until <time>', 'events before this time', (text) => moment(text))
    .option('--event <id>', 'only this event, whatever its outcome')
    .addOption(
      new Option(
        '--outcome <outcome>',
        'what became of it; repeat for more (default: failed and skipped)',
      ).argParser(outcomes),
    )
    .addOption(apiOption())
    .option('--dead-letters', 'redrive the dead-letter queue, with your AWS credentials')
    .addOption(
      new Option('--dead-letter-queue <url>', 'the stack’s output WebhookDeadLetterQueueUrl').env(
        'WAYBILL_WEBHOOK_DEAD_LETTER_QUEUE',
      ),
    )
    .addOption(new Option('--queue <url>', 'the stack’s output WebhookQueueUrl').env('WAYBILL_WEBHOOK_QUEUE'))
    .option('--json', 'as JSON (the default if the output is not a terminal)')
    .addHelpText('after', exitCodes)
    .action(async (id: string | undefined, { json, ...options }: Options) => {
      try {
        const [counts, lines] = options.deadLetters
          ? await deadLetters(id, options)
          : await fromLog(id, options);
        if (json ?? !process.stdout.isTTY) printJson(counts);
        else print(...lines);
      } catch (error) {
        reportRefusal(error);
      }
    });
}

async function fromLog(id: string | undefined, options: Options): Promise<[object, string[]]> {
  if (id === undefined) throw new Error('give the id of the endpoint: `waybill webhooks ls` lists them');
  const { since, until, event: eventId, outcome } = options;
  const replayed = await requestReplay(await connect(options), id, {
    since,
    until,
    eventId,
    outcomes: outcome,
  });
  return [{ replayed }, [`${replayed} on their way again.`]];
}

async function deadLetters(id: string | undefined, options: Options): Promise<[DeadLetterCounts, string[]]> {
  const { deadLetterQueue: url, queue: source, since, until, event: eventId, outcome } = options;
  if (outcome) throw new Error('all dead letters have failed: do not combine --outcome with --dead-letters');
  if (!url || !source)
    throw new Error(
      'set the queues: WAYBILL_WEBHOOK_DEAD_LETTER_QUEUE and WAYBILL_WEBHOOK_QUEUE, the stack’s outputs WebhookDeadLetterQueueUrl and WebhookQueueUrl',
    );
  // Loaded here: the other commands do not need the AWS SDK, and start faster.
  const { deadLetterQueue } = await import('../aws/dead-letter-queue.js');
  const counts = await replayDeadLetters(deadLetterQueue(url, source), {
    endpointId: id,
    since,
    until,
    eventId,
  });
  const { replayed, left, foreign } = counts;
  if (foreign.length > 0) process.exitCode = 1;
  const lines = [
    `${replayed} on their way again.`,
    ...(left > 0 ? [`${left} others stay in the dead-letter queue.`] : []),
    ...foreign.map((messageId) => `Message ${messageId} is no event, and stays.`),
  ];
  return [counts, lines];
}

const known = ['delivered', 'retrying', 'failed', 'skipped'];

function outcomes(one: string, others: string[] = []): string[] {
  if (!known.includes(one)) throw new InvalidArgumentError(`expected one of ${known.join(', ')}`);
  return [...others, one];
}
