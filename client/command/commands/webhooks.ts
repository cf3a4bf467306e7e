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
    .description('Endpoints that are told of events; needs a token with files:admin.');

  command(webhooks, 'ls', 'List all endpoints.').action((options: Options) =>
    runWebhookCommand(options, async (connection) => {
      const { body } = await connection.send<Answer<'WebhookList'>>({ method: 'GET', path: '/webhooks' });
      return [body.items, webhookTable(body.items)];
    }),
  );

  command(webhooks, 'add', 'Add an endpoint, and show its secret this once.')
    .argument('<url>', 'where it is: https')
    .option('--event <type>', 'tell it of this type; repeat for more (default: everything)', collect)
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

  command(webhooks, 'rm', 'Remove an endpoint; what is on its way to it is dropped.')
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
    command(webhooks, name, enabled ? 'Tell an endpoint of events again.' : 'Tell an endpoint nothing more.')
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

  command(webhooks, 'test', 'Send an endpoint a webhook.test, and tell what it answered.')
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
    'Make a new secret, and show it this once; the old one goes on signing for a while.',
  )
    .argument('<id>')
    .option(
      '--overlap <seconds>',
      'how long both sign; 0 ends the old one at once (default: a day)',
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
  if (!delivery) return 'The test is on its way; the log will say what became of it.';
  const { outcome, status, error, latencyMs } = delivery;
  if (outcome === 'skipped') return 'The endpoint is disabled, and was sent nothing.';
  return `${outcome}: ${status ?? error ?? 'no answer'} after ${latencyMs ?? '?'} ms`;
}

const collect = (one: string, others: string[] = []) => [...others, one];
