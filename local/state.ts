import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The state of `npm start` for other programs, in `.local/state.json`. It exists only while the system is ready. */
export interface State {
  /** Base URL of the API, without a trailing slash. */
  readonly apiUrl: string;
  readonly pageUrl: string;
  /** Base URL of signed reads, with `--cdn`. */
  readonly cdnUrl?: string;
  /** The issuer for `waybill login`. */
  readonly issuerUrl: string;
  /** Endpoint of all AWS APIs. */
  readonly awsEndpoint: string;
  readonly s3Endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly table: string;
  readonly stackName: string;
  /** Only with Cognito. */
  readonly userPoolId?: string;
  readonly clientId?: string;
  /** Only with WAYBILL_WEBHOOK_URL: its secret, in the format of Standard Webhooks (`whsec_…`). */
  readonly webhookSecret?: string;
}

/** The state of a running stack. */
export function stateOf(stack: State): State {
  const {
    apiUrl,
    pageUrl,
    cdnUrl,
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
    ...(cdnUrl && { cdnUrl }),
    ...(userPoolId && { userPoolId }),
    ...(clientId && { clientId }),
    ...(webhookSecret && { webhookSecret }),
  };
}

export async function writeState(file: string, state: State): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  // Renamed into place, so that readers never see an incomplete file.
  await writeFile(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`);
  await rename(`${file}.new`, file);
}

/** Undefined if nothing runs. */
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
