import { Option } from 'commander';
import { systemClock } from '../../api/clock.js';
import { Connection } from '../../api/connection.js';
import { createClient, type Client } from '../../index.js';
import { readSession } from '../account/session.js';
import { tokenSource } from '../account/token.js';
import { parseUrl } from '../terminal/url.js';
import { resumeFiles } from '../transfer/resume-files.js';

/** `--api`, for every command that calls a deployment. */
export const apiOption = (): Option =>
  new Option('--api <url>', 'the stack’s output ApiUrl; by default the one you signed in to')
    .env('WAYBILL_API_URL')
    .argParser(parseUrl);

export interface ApiOptions {
  readonly api?: string;
}

/** A client for the selected deployment. @throws what is missing, and how to set it */
export async function client(options: ApiOptions): Promise<Client> {
  return createClient({ ...(await reach(options)), resumeStore: resumeFiles() });
}

/** The connection to its API, for requests without a client method. @throws what is missing, and how to set it */
export async function connect(options: ApiOptions): Promise<Connection> {
  const { apiUrl, getToken } = await reach(options);
  return new Connection(apiUrl, getToken, globalThis.fetch, systemClock);
}

/**
 * The selected deployment, with the token in `WAYBILL_TOKEN` (an argument would be visible in the process list), or
 * with the session of the last login.
 */
async function reach({ api }: ApiOptions) {
  const session = await readSession();
  // An unset variable of a CI system is often empty.
  const apiUrl = api || session?.apiUrl;
  if (!apiUrl)
    throw new Error('no API given: sign in with `waybill login`, or set WAYBILL_API_URL and WAYBILL_TOKEN');
  const token = process.env['WAYBILL_TOKEN'];
  if (token) return { apiUrl, getToken: () => token };
  if (session?.apiUrl !== apiUrl)
    throw new Error(`you are not signed in to ${apiUrl}: \`waybill login\`, or set WAYBILL_TOKEN`);
  return { apiUrl, getToken: tokenSource(session) };
}
