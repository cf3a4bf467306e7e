import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { CommandFailure, run } from '../process/command.js';
import { account, region, rootCredentials } from '../engine/engine.js';
import { StartFailure } from '../process/start-failure.js';

const root = path.join(import.meta.dirname, '..', '..');
const cli = path.join(root, 'node_modules', '.bin', 'cdk');

/** The CDK CLI for one local engine. */
export interface Cdk {
  /** Synthesizes the app of `cdk.json` into a folder, with the functions' bundles as they are if `isBuilt`. */
  synth(context: Readonly<Record<string, string>>, output: string, isBuilt?: boolean): Promise<void>;
  /** Bootstraps: creates the account's asset bucket and deployment roles. */
  bootstrap(): Promise<void>;
  /** Deploys a synthesized folder; the stack's outputs are written to a JSON file. */
  deploy(output: string, outputsFile: string): Promise<void>;
  /** Removes the stack of a synthesized folder, without what is retained. */
  destroy(output: string): Promise<void>;
}

export interface CdkOptions {
  /** The proxy of the engine. */
  readonly endpoint: string;
  /** Called with all output of the CLI. */
  readonly logFile: string;
  readonly signal?: AbortSignal;
}

export function cdk({ endpoint, logFile, signal }: CdkOptions): Cdk {
  const env = {
    ...withoutAws(process.env),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: rootCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: rootCredentials.secretAccessKey,
    AWS_REGION: region,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    // CDK's template validation takes two thirds of a synthesis; `npm run synth` and the template tests run it.
    CDK_VALIDATION: 'false',
    CI: 'true',
  };
  const quiet = ['--no-notices', '--no-version-reporting', '--ci'];
  const command = async (what: string, args: readonly string[], cwd = root): Promise<void> => {
    try {
      await run(cli, [...args, ...quiet], { cwd, env, logFile, ...(signal ? { signal } : {}) });
    } catch (error) {
      if (!(error instanceof CommandFailure)) throw error;
      throw new StartFailure(
        `${what} failed: ${reason(error.output)}`,
        `The whole output is in ${logFile}.`,
        {
          cause: error,
        },
      );
    }
  };
  return {
    synth: (context, output, isBuilt = false) =>
      command('The synthesis of the stack', [
        ...['synth', '--quiet', '-o', output, ...(isBuilt ? withoutBuild : [])],
        ...contextArguments(context),
      ]),
    // Outside the app's folder, so that the app is not synthesized for it.
    bootstrap: () =>
      command(
        'The bootstrap of the local account',
        ['bootstrap', `aws://${account}/${region}`],
        path.dirname(logFile),
      ),
    deploy: (output, outputsFile) =>
      command('The deployment', [
        ...['deploy', '--all', '--app', output, ...withoutBuild, '--outputs-file', outputsFile],
        // Direct: without a change set, whose polling takes longer than everything else.
        ...['--require-approval', 'never', '--method', 'direct', '--asset-parallelism', 'true'],
        ...['--progress', 'events'],
      ]),
    destroy: (output) =>
      command('The removal', ['destroy', '--all', '--app', output, ...withoutBuild, '--force']),
  };
}

/** The command `true` in place of the app's build, which an earlier synthesis has run. */
const withoutBuild = ['--build', 'true'];

function contextArguments(context: Readonly<Record<string, string>>): string[] {
  return Object.entries(context).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
}

/** A profile or region of the user must never direct this to a real account. */
function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(AWS|CDK)_/.test(name)));
}

/**
 * The line of the CLI's output with the reason of a failure: of a resource, otherwise of the command, otherwise the
 * last one.
 */
export function reason(output: string): string {
  const lines = stripVTControlCharacters(output)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const [first] = [/_FAILED\b/, /❌/, /\b(error|failed)\b/i].flatMap(
    (pattern) => lines.find((line) => pattern.test(line)) ?? [],
  );
  return first ?? lines.at(-1) ?? 'it said nothing';
}
