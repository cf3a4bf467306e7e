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

/** A command of `waybill webhooks`, with the common options. */
export const command = (webhooks: Command, name: string, description: string) =>
  webhooks
    .command(name)
    .description(description)
    .addOption(apiOption())
    .option('--json', 'as JSON (the default if the output is not a terminal)')
    .addHelpText('after', exitCodes);

/**
 * Runs a command.
 * @param ask returns the output: as JSON, and for people
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
