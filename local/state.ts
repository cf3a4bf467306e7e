import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What `npm start` tells other programs, in `.local/state.json`. There only while everything answers. */
export interface State {
  /** Base URL of the API, without a slash at its end. */
  readonly apiUrl: string;
  readonly pageUrl: string;
  /** Where `waybill login` signs in. */
  readonly issuerUrl: string;
  /** Answers for every AWS API. */
  readonly awsEndpoint: string;
  readonly s3Endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly table: string;
  readonly stackName: string;
  /** Only with Cognito. */
  readonly userPoolId?: string;
  readonly clientId?: string;
  /** Only with WAYBILL_WEBHOOK_URL: signs what it is told, as Standard Webhooks writes it (`whsec_…`). */
  readonly webhookSecret?: string;
}

/** What there is to tell of a running stack. */
export function stateOf(stack: State): State {
  const {
    apiUrl,
    pageUrl,
    issuerUrl,
    awsEndpoint,
    s3Endpoint,
    region,
    bucket,
    table,
    stackName,
    userPoolId,
    clientId,
    webhookSecret,
  } = stack;
  return {
    ...{ apiUrl, pageUrl, issuerUrl, awsEndpoint, s3Endpoint, region, bucket, table, stackName },
    ...(userPoolId && { userPoolId }),
    ...(clientId && { clientId }),
    ...(webhookSecret && { webhookSecret }),
  };
}

export async function writeState(file: string, state: State): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  // Moved into place, so that nobody reads half of it.
  await writeFile(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`);
  await rename(`${file}.new`, file);
}

/** Undefined when nothing runs. */
export async function readState(file: string): Promise<State | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as State;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export async function removeState(file: string): Promise<void> {
  await rm(file, { force: true });
}
