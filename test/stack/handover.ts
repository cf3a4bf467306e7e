import type { ClientSettings } from '../../local/engine/engine.js';
import type { State } from '../../local/state.js';

/** How to call AWS: an engine at its endpoint, or an account. */
export type AwsClient = Omit<ClientSettings, 'endpoint'> & Partial<Pick<ClientSettings, 'endpoint'>>;

/** Data of the process that started the system for the processes that test it. */
export interface Handover extends State {
  /** Accesses the engine as root, or the account with the credentials of the run. */
  readonly client: AwsClient;
  /** The venv's Python, with boto3 and cfn-lint. */
  readonly python: string;
  /** The run's folder: engine.log, cdk.log, cdk.out. */
  readonly directory: string;
  readonly controlUrl: string;
  /** The engine itself, without its proxy. */
  readonly enginePort: number;
}

// Workers inherit the environment of the process that ran the global setup.
const variable = 'WAYBILL_SYSTEM_UNDER_TEST';

export function handOver(handover: Handover): void {
  process.env[variable] = JSON.stringify(handover);
}

export function takeOver(): Handover {
  const given = process.env[variable];
  if (!given)
    throw new Error(
      'no system was started for these tests: run them as Jest project "end-to-end" or "deployed"',
    );
  return JSON.parse(given) as Handover;
}
