import type { Command } from 'commander';
import type { Connection } from '../../api/connection.js';
import { apiOption, connect, type ApiOptions } from '../service/api.js';
import { print, printJson } from '../terminal/output.js';
import { reportRefusal } from '../service/refused.js';

const exitCodes = `
Exit codes:
  0  done
  1  the API refused, or the endpoint did not take the test
  2  the API could not be reached, or the command line is wrong`;

export interface Options extends ApiOptions {
  readonly json?: true;
}

/** One of `waybill webhooks`, with what all of them have. */
export const command = (webhooks: Command, name: string, description: string) =>
  webhooks
    .command(name)
    .description(description)
    .addOption(apiOption())
    .option('--json', 'as JSON (the default where the output is no terminal)')
    .addHelpText('after', exitCodes);

/**
 * Runs one of them.
 * @param ask gives what is told: as JSON, and to a person
 */
export async function runWebhookCommand(
  { json, ...api }: Options,
  ask: (connection: Connection) => Promise<[object, readonly string[]]>,
): Promise<void> {
  try {
    const [body, lines] = await ask(await connect(api));
    if (json ?? !process.stdout.isTTY) printJson(body);
    else print(...lines);
  } catch (error) {
    reportRefusal(error);
  }
}
