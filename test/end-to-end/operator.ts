import { command, run, type Environment, type Ran } from '../client/command/run-command.js';
import { system } from '../stack/system.js';

/** The command line of an operator with their own AWS credentials. */
export function operator(args: readonly string[], environment: Environment = {}): Promise<Ran> {
  const { accessKeyId, secretAccessKey } = system.client.credentials;
  return run([...command, ...args], {
    AWS_ENDPOINT_URL: system.awsEndpoint,
    AWS_REGION: system.region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...environment,
  });
}
