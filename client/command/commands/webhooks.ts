import { Option, type Command } from 'commander';
import type { Answer } from '../../../lambda/api/schema/answers.js';
import { moment } from '../terminal/moment.js';
import {
  deliveriesOf,
  pathOf,
  sendTest,
  type LoggedDelivery,
  type NewWebhookEndpoint,
} from '../webhooks/requests.js';
import { deliveryLogTable, secretLines, webhookTable } from '../webhooks/tables.js';
import { parseWholeNumber } from '../terminal/whole-number.js';
import { command, runWebhookCommand, type Options } from './webhook-command.js';
import { addReplay } from './webhooks-replay.js';

/** `waybill webhooks …` */
export function addWebhooks(program: Command): void {
  const webhooks = program
    .command('webhooks')
    .description('Manage webhook endpoints; needs a token with files:admin.');

  command(webhooks, 'ls', 'List all endpoints.').action((options: Options) =>
    runWebhookCommand(options, async (connection) => {
      const { body } = await connection.send<Answer<'WebhookList'>>({ method: 'GET', path: '/webhooks' });
      return [body.items, webhookTable(body.items)];
    }),
  );

  command(webhooks, 'add', 'Add an endpoint, and show its secret this once.')
    .argument('<url>', 'where it is: https')
    .option('--event <type>', 'subscribe to this event type; repeat for more (default: all)', collect)
    .option('--description <text>', 'what it is for')
    .action(
      (
        url: string,
        { event: events, description, ...options }: Options & { event?: string[]; description?: string },
      ) =>
        runWebhookCommand(options, async (connection) => {
          const { body } = await connection.send<NewWebhookEndpoint>({
            method: 'POST',
            path: '/webhooks',
            body: { url, events, description },
            repeatable: false,
          });
          return [body, secretLines(body)];
        }),
    );

  command(webhooks, 'rm', 'Delete an endpoint; its pending deliveries are dropped.')
    .argument('<id>')
    .action((id: string, options: Options) =>
      runWebhookCommand(options, async (connection) => {
        await connection.send({ method: 'DELETE', path: pathOf(id) });
        return [{ id }, [`${id} is removed.`]];
      }),
    );

  for (const [name, enabled] of [
    ['enable', true],
    ['disable', false],
  ] as const)
    command(webhooks, name, enabled ? 'Enable an endpoint.' : 'Disable an endpoint.')
      .argument('<id>')
      .action((id: string, options: Options) =>
        runWebhookCommand(options, async (connection) => {
          const { body } = await connection.send<object>({
            method: 'PATCH',
            path: pathOf(id),
            body: { enabled },
          });
          return [body, [`${id} is ${name}d.`]];
        }),
      );

  command(webhooks, 'test', 'Send a webhook.test to an endpoint, and print its response.')
    .argument('<id>')
    .action((id: string, options: Options) =>
      runWebhookCommand(options, async (connection) => {
        const { eventId, delivery } = await sendTest(connection, id);
        if (delivery?.outcome !== 'delivered') process.exitCode = 1;
        return [delivery ?? { eventId, outcome: null }, [testLine(delivery)]];
      }),
    );

  command(
    webhooks,
    'rotate',
    'Rotate the secret, and print the new one once; the old one is used beside it for a while.',
  )
    .argument('<id>')
    .option(
      '--overlap <seconds>',
      'how long both are used; 0 revokes the old one at once (default: a day)',
      parseWholeNumber(0),
    )
    .action((id: string, { overlap, ...options }: Options & { overlap?: number }) =>
      runWebhookCommand(options, async (connection) => {
        const { body } = await connection.send<NewWebhookEndpoint>({
          method: 'POST',
          path: `${pathOf(id)}/rotate`,
          body: { overlapSeconds: overlap },
          repeatable: false,
        });
        return [body, secretLines(body)];
      }),
    );

  command(webhooks, 'log', 'Show what an endpoint was sent in the last 7 days, newest first.')
    .argument('<id>')
    .addOption(new Option('--outcome <outcome>').choices(['delivered', 'retrying', 'failed', 'skipped']))
    .option('--since <time>', 'of the events: a time, or an age such as 2h', (text) => moment(text))
    .option('--until <time>', 'up to this time', (text) => moment(text))
    .option('--limit <count>', 'how many', parseWholeNumber(1), 50)
    .action((id: string, { outcome, since, until, limit, ...options }: Options & Log) =>
      runWebhookCommand(options, async (connection) => {
        const deliveries: LoggedDelivery[] = [];
        for await (const one of deliveriesOf(connection, id, { outcome, since, until }, limit))
          deliveries.push(one);
        return [deliveries, deliveryLogTable(deliveries)];
      }),
    );

  addReplay(webhooks);
}

interface Log {
  readonly outcome?: string;
  readonly since?: string;
  readonly until?: string;
  readonly limit: number;
}

function testLine(delivery: LoggedDelivery | undefined): string {
  if (!delivery) return 'The test is enqueued; see the log for its outcome.';
  const { outcome, status, error, latencyMs } = delivery;
  if (outcome === 'skipped') return 'The endpoint is disabled, and was sent nothing.';
  return `${outcome}: ${status ?? error ?? 'no answer'} after ${latencyMs ?? '?'} ms`;
}

const collect = (one: string, others: string[] = []) => [...others, one];
