import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fixedEndpointId } from '../lambda/core/webhook/endpoint.js';
import { endpointSecret } from '../lambda/core/webhook/secret.js';
import { wrongWithUrl } from '../lambda/core/webhook/webhook-url.js';
import { cacheDirectory } from './process/cache-directory.js';
import { cdk } from './deployment/cdk.js';
import { deploy, startEntrance, type Deployment } from './deployment/deployment.js';
import { requireIssuer, type OwnIssuer } from './deployment/own-issuer.js';
import { startEdge, type Edge } from './edge/edge.js';
import { region, rootCredentials, startEngine, type ClientSettings } from './engine/engine.js';
import { startFront, type FrontTarget } from './engine/front.js';
import { startIssuer, type LocalIssuer } from './page/issuer.js';
import { availableMemoryBytes, requireMemory } from './process/memory.js';
import { functionsNodeDirectory } from './deployment/node24.js';
import { buildPage, pageDirectory } from './page/page-build.js';
import { startPageServer } from './page/page-server.js';
import { prepareVenv } from './engine/python.js';
import { untilReady } from './process/readiness.js';
import { StartFailure } from './process/start-failure.js';
import { silentSteps, type Steps } from './process/steps.js';

export interface StackOptions {
  /** Folder of this run's state and logs; cleared at the start. */
  readonly directory: string;
  /** Port of the page. @default a free one */
  readonly pagePort?: number;
  /** Receives all events from the start; may be plain http on this machine. @default none */
  readonly webhookUrl?: string;
  /** Further settings of the app. Its `allowedOrigins` are added to the page's. @default none */
  readonly context?: Readonly<Record<string, string>>;
  /** Replaces the issuer of this machine, at the API and on the page. @default none */
  readonly issuer?: OwnIssuer;
  /** @default none */
  readonly steps?: Steps;
  /** Stops the start, and what was started, when aborted. */
  readonly signal?: AbortSignal;
}

/** The whole system on this machine. Addresses are plain `http://127.0.0.1:<port>`. */
export interface LocalStack extends Omit<Deployment, 'stop'> {
  readonly pageUrl: string;
  /** The issuer for `waybill login`. */
  readonly issuerUrl: string;
  /** For all AWS APIs: the proxy of the engine. */
  readonly awsEndpoint: string;
  readonly s3Endpoint: string;
  readonly region: string;
  /** Calls the engine as root, to which no policy applies. */
  readonly client: ClientSettings;
  /** The venv's Python, with boto3 and cfn-lint. */
  readonly python: string;
  /** The engine itself, where requests are plain HTTP to the policies. */
  readonly enginePort: number;
  /** Secret of the endpoint `webhookUrl`. */
  readonly webhookSecret?: string;
  readonly issueToken: LocalIssuer['issueToken'];
  /** Deploys a second stack, with Cognito as its issuer. @param context more of it. @default none */
  deployWithCognito(stackName: string, context?: Readonly<Record<string, string>>): Promise<Deployment>;
  /**
   * Deploys a second stack, with the same issuer, unless the context has an `authorizer`, and with a CDN if the first one
   * has it.
   */
  deployWith(stackName: string, context: Readonly<Record<string, string>>): Promise<Deployment>;
  /** Removes a second stack, without what is retained. */
  destroy(stackName: string): Promise<void>;
  /** Rejects when the engine exits. */
  readonly broken: Promise<never>;
  stop(): Promise<void>;
}

/**
 * Starts the engine, deploys the app into it with the CDK CLI and serves the page.
 *
 * @throws StartFailure with what to do, after everything was stopped
 */
export async function startStack(options: StackOptions): Promise<LocalStack> {
  const { directory, steps = silentSteps } = options;
  const failed = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, failed.signal]) : failed.signal;
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    failed.abort();
    for (const one of stops.splice(0).reverse()) await one();
  };
  const started = <T extends { stop(): Promise<void> }>(part: T): T => {
    stops.push(() => part.stop());
    return part;
  };

  try {
    requireMemory(availableMemoryBytes());
    requireUrl(options.webhookUrl);
    if (options.issuer) await requireIssuer(options.issuer, signal);
    await mkdir(directory, { recursive: true });
    const logFile = path.join(directory, 'cdk.log');
    await rm(logFile, { force: true });

    let running: FrontTarget | undefined;
    const front = started(await startFront(() => running));
    const issuer = started(await startIssuer());
    const page = started(
      await startPageServer({
        directory: pageDirectory,
        issuer,
        port: options.pagePort ?? 0,
        ...(options.issuer && { ownIssuer: options.issuer }),
      }),
    );
    const client: ClientSettings = { endpoint: front.url, region, credentials: rootCredentials };
    const cloud = cdk({ endpoint: front.url, logFile, signal });
    const { allowedOrigins, ...more } = options.context ?? {};
    const context = {
      removalPolicy: 'destroy',
      allowedOrigins: [page.url, allowedOrigins].filter(Boolean).join(','),
      storageEndpoint: front.url,
      awsEndpoint: front.url,
      allowLoopbackWebhooks: 'true',
      // The defaults leave room in an account of ten executions; the engine has no such quota.
      validationConcurrency: '50',
      webhookConcurrency: '50',
    };
    const outputOf = (stackName: string) =>
      path.join(directory, stackName === 'Waybill' ? 'cdk.out' : `cdk.out-${stackName}`);
    const synth = async (
      stackName: string,
      more: Readonly<Record<string, string>>,
      isBuilt = false,
    ): Promise<string> => {
      const output = outputOf(stackName);
      await rm(output, { recursive: true, force: true });
      await cloud.synth({ ...context, ...more, stackName }, output, isBuilt);
      return output;
    };

    const { url: trusted, audience } = options.issuer ?? issuer;
    const trust = { issuer: trusted, audience };
    const { webhookUrl } = options;
    const subscribed = webhookUrl && { webhooks: JSON.stringify([{ url: webhookUrl }]) };
    /** With `cdn`, an edge, and its address for the deployment. */
    const edgeFor = async ({
      cdn,
    }: Readonly<Record<string, string>>): Promise<{ edge?: Edge; reads: Record<string, string> }> => {
      if (cdn !== 'true') return { reads: {} };
      const edge = started(await startEdge());
      return { edge, reads: { cdnEndpoint: edge.url } };
    };
    const deployBeside = async (stackName: string, own: Readonly<Record<string, string>>) => {
      const entrance = started(await startEntrance());
      const beside = { ...(more['cdn'] !== undefined && { cdn: more['cdn'] }), ...own };
      const { edge, reads } = await edgeFor(beside);
      const output = await synth(stackName, { publicUrl: entrance.url, ...beside, ...reads }, true);
      return deploy({ cdk: cloud, stackName, output, client, entrance, pageOrigin: page.url, edge });
    };

    const prepareEngine = async () => {
      const [python, nodeDirectory] = await Promise.all([
        steps.run('Python packages', () => prepareVenv(cacheDirectory, signal)),
        steps.run('Node.js 24 for the functions', () => functionsNodeDirectory(cacheDirectory, signal)),
      ]);
      const engine = await steps.run('Local AWS engine', () =>
        startEngine({ directory, python, nodeDirectory, endpoint: front.url }),
      );
      running = { port: started(engine).port, pageOrigin: page.url };
      await steps.run('cdk bootstrap', () => cloud.bootstrap());
      return { engine, python };
    };
    const entrance = started(await startEntrance());
    const { edge, reads } = await edgeFor(more);
    const synthesized = steps.run('cdk synth', () =>
      synth('Waybill', { ...more, ...trust, publicUrl: entrance.url, ...subscribed, ...reads }),
    );
    const built = steps.run('Page built', () => buildPage(signal));
    const [{ engine, python }, output] = await together(failed, prepareEngine(), synthesized, built);

    const deployment = await steps.run('cdk deploy', () =>
      deploy({ cdk: cloud, stackName: 'Waybill', output, client, entrance, pageOrigin: page.url, edge }),
    );
    page.open({
      apiUrl: deployment.apiUrl,
      storageUrl: front.url,
      ...(edge && { cdnUrl: edge.url }),
    });
    await steps.run('API and page answer', () =>
      untilReady([`${deployment.apiUrl}/health`, page.url], signal),
    );

    return {
      ...deployment,
      ...(webhookUrl && { webhookSecret: fixedSecret(deployment.webhookKey, webhookUrl) }),
      pageUrl: page.url,
      issuerUrl: trusted,
      awsEndpoint: front.url,
      s3Endpoint: front.url,
      region,
      client,
      python,
      enginePort: engine.port,
      issueToken: (subject, wishes) => issuer.issueToken(subject, wishes),
      deployWithCognito: (stackName, more = {}) => deployBeside(stackName, more),
      deployWith: (stackName, more) =>
        deployBeside(stackName, 'authorizer' in more ? more : { ...trust, ...more }),
      destroy: (stackName) => cloud.destroy(outputOf(stackName)),
      broken: engine.broken,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function requireUrl(webhookUrl: string | undefined): void {
  const wrong = webhookUrl !== undefined && wrongWithUrl(webhookUrl, true);
  if (!wrong) return;
  throw new StartFailure(
    `WAYBILL_WEBHOOK_URL cannot be told of events: ${wrong}.`,
    'Give an https URL, or http://127.0.0.1:PORT/PATH for a receiver on this machine.',
  );
}

/** The first secret of an endpoint that the deployment defines. */
const fixedSecret = (webhookKey: string, url: string) => endpointSecret(webhookKey, fixedEndpointId(url), 1);

/** All results, or the first failure after the others were aborted and have settled. */
async function together<T extends readonly Promise<unknown>[]>(
  failed: AbortController,
  ...all: T
): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  let first: unknown;
  const settled = all.map((one) =>
    one.catch((error: unknown) => {
      first ??= error;
      failed.abort();
    }),
  );
  const values = await Promise.all(settled);
  if (first !== undefined) throw first;
  return values as { [K in keyof T]: Awaited<T[K]> };
}
