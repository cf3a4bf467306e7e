import { Option } from 'commander';
import { systemClock } from '../clock.js';
import { Connection } from '../connection.js';

/** `--api`, of every command that calls a deployment. */
export const apiOption = (): Option =>
  new Option('--api <url>', 'the stack’s output ApiUrl').env('WAYBILL_API_URL');

export interface ApiOptions {
  readonly api?: string;
}

/**
 * The way to the API of the deployment that is meant, with the token in `WAYBILL_TOKEN`: as an argument it could be
 * read in the list of processes.
 *
 * @throws what is missing
 */
export function connected({ api }: ApiOptions): Connection {
  const token = process.env['WAYBILL_TOKEN'];
  if (!api || !token) throw new Error('no API given: set WAYBILL_API_URL and WAYBILL_TOKEN');
  return new Connection(api, () => token, globalThis.fetch, systemClock);
}
