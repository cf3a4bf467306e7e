import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IUserPool, IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { Role } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionEnvironment } from '../lambda/core/settings/policy.js';
import { checkEnvironments } from './checks/environment-size.js';
import { checkPolicies } from './checks/policy-sizes.js';
import { addAlarms, alarmMaker } from './function/alarms.js';
import { feedAnnouncer } from './messages/announcement.js';
import { makeApi } from './api/api.js';
import { makeBucket } from './storage/bucket.js';
import { eventBusOf } from './messages/event-bus.js';
import { makeFunction, makeRole, type FunctionName } from './function/function.js';
import { addGuardrails } from './access/guardrails.js';
import { grantKeys } from './access/key-rights.js';
import { allowInvoke, allowReadNotes, allowReminders, grantRights } from './access/rights.js';
import { makeReadSigner, needsReadSigner, readSignerEnvironment } from './access/read-signer.js';
import { makeScannerRole, protectFromMalware } from './messages/malware-protection.js';
import { settingsOf } from './settings/settings.js';
import { deploymentName } from './names/deployment-name.js';
import { deployPage } from './site/page-deployment.js';
import { Site } from './site/site.js';
import { storageOriginOf } from './storage/storage-origin.js';
import { scheduleSweep } from './messages/sweep-schedule.js';
import { makeTable } from './storage/table.js';
import { feedValidator, makeValidationQueue } from './messages/validation-queue.js';
import type { WaybillProps } from './props/waybill-props.js';
import { feedDeliverer, grantWebhooks, makeWebhookParts } from './messages/webhooks.js';

/**
 * Private file upload and download: clients ask for a signed request, send the bytes to S3 themselves, and can read
 * them back once they were checked.
 *
 * @throws at synth when a prop cannot work, with its name and the value seen
 */
export class Waybill extends Construct {
  /** Holds the files. Its policy binds administrators too. */
  readonly bucket: IBucket;
  readonly table: ITableV2;
  readonly api: HttpApi;
  /** Base URL of the API, without a final slash. */
  readonly apiUrl: string;
  /** What `domainName` is to be pointed at (CNAME, or an alias), where there is no `hostedZone`. */
  readonly apiDomainTarget?: string;
  /** Address of the page, with `site`. */
  readonly siteUrl?: string;
  /** What `siteDomainName` is to be pointed at, where there is no `hostedZone`. */
  readonly siteDomainTarget?: string | undefined;
  /** Events of files that could not be checked wait here. */
  readonly deadLetterQueue: IQueue;
  /** Told of everything that happens to files. */
  readonly eventBus: IEventBus;
  /** Ends what waits too long; may be invoked by hand. */
  readonly sweep: IFunction;
  /** Tells the bus and the webhook endpoints; `waybill announce redrive` invokes it. */
  readonly announce: IFunction;
  /** Events on their way to webhook endpoints. */
  readonly webhookQueue: IQueue;
  /** Events that a webhook endpoint did not take for a day wait here. */
  readonly webhookDeadLetterQueue: IQueue;
  /** What the secrets of all webhook endpoints are derived from. */
  readonly webhookKey: ISecret;
  readonly webhookKeyArn: string;
  /** Made by `Auth.cognito()`. */
  readonly userPool?: IUserPool;
  /** Made by `Auth.cognito()`. */
  readonly userPoolClient?: IUserPoolClient;

  constructor(scope: Construct, id: string, props: WaybillProps = {}) {
    super(scope, id);
    const given = settingsOf(props);
    const site = given.site && new Site(this, 'Site', given.siteDomain);
    const settings = site ? { ...given, allowedOrigins: [...given.allowedOrigins, site.url] } : given;

    const bucket = makeBucket(this, settings);
    const table = makeTable(this, settings);

    const roles = forEachFunction((name) => makeRole(this, name));
    const { queue, deadLetterQueue } = makeValidationQueue(this);
    grantRights(roles, bucket, table, queue);
    const scanner = settings.policy.malware && makeScannerRole(this, bucket);
    const readSigner = needsReadSigner(settings.policy.readExpiresInSeconds)
      ? makeReadSigner(this, bucket, roles.download)
      : undefined;
    grantKeys(settings, roles, bucket, { scanner, readSigner });
    if (settings.policy.announceReads) allowReadNotes(roles.download, table);
    addGuardrails(bucket, roles, settings, { scanner, readSigner });
    if (scanner) {
      allowReminders(roles.validate, queue);
      protectFromMalware(this, bucket, scanner, { queue, deadLetterQueue });
    }

    const environment: FunctionEnvironment = {
      BUCKET: bucket.bucketName,
      TABLE: table.tableName,
      DEPLOYMENT: deploymentName(this),
      POLICY: JSON.stringify(settings.policy),
      ...(settings.storageEndpoint && { STORAGE_ENDPOINT: settings.storageEndpoint }),
      ...(settings.storageAddressing && { STORAGE_ADDRESSING: settings.storageAddressing }),
    };
    const eventBus = eventBusOf(this, settings);
    const webhookParts = makeWebhookParts(this, settings.removalPolicy);
    grantWebhooks(roles, table, webhookParts);
    const withWebhooks = {
      ...environment,
      WEBHOOKS: JSON.stringify(settings.webhooks),
      WEBHOOK_QUEUE_URL: webhookParts.queue.queueUrl,
    };
    const withKey = { ...withWebhooks, WEBHOOK_KEY_ARN: webhookParts.keyArn };
    const withQueue = { ...environment, VALIDATION_QUEUE_URL: queue.queueUrl };
    const environments = {
      presign: environment,
      files: { ...withQueue, ...(settings.publicUrl && { PUBLIC_URL: settings.publicUrl }) },
      download: { ...environment, ...(readSigner && readSignerEnvironment(readSigner, bucket)) },
      validate: withQueue,
      sweep: { ...withQueue, SWEEP: JSON.stringify(settings.sweep) },
      announce: { ...withWebhooks, EVENT_BUS: eventBus.eventBusArn },
      deliver: withKey,
      webhooks: withKey,
    };
    const functions = forEachFunction((name) =>
      makeFunction(this, name, roles[name], environments[name], settings),
    );
    // Only `presign` may write, so it joins the parts that the sweep finds; only `sweep` has the time to erase.
    letAsk(functions.sweep, roles.sweep, 'PRESIGN_FUNCTION', functions.presign);
    letAsk(functions.files, roles.files, 'SWEEP_FUNCTION', functions.sweep);
    scheduleSweep(this, functions.sweep, settings);

    feedValidator(this, { queue, deadLetterQueue }, bucket, functions.validate, roles.validate, settings);
    const page = site && { url: site.url, clientId: settings.site?.clientId };
    const { authorizer, userPool, userPoolClient, signIn } = settings.auth._bind(
      this,
      settings.removalPolicy,
      page,
    );
    const { api, url, domain } = makeApi(this, functions, authorizer, settings);
    if (site && signIn) {
      const apiUrl = settings.publicUrl ?? url;
      deployPage(site, { apiUrl, storageOrigin: storageOriginOf(bucket, settings), signIn });
    }
    const alarm = alarmMaker(this, settings);
    addAlarms(this, alarm, { api, functions, queue, deadLetterQueue });
    const announcement = { table, bucket, eventBus, announce: functions.announce, settings };
    feedAnnouncer(this, announcement, roles.announce, alarm);
    feedDeliverer(this, webhookParts, functions.deliver, settings, alarm);

    checkEnvironments(functions, settings, props);
    checkPolicies(this, bucket, settings);

    this.bucket = bucket;
    this.table = table;
    this.api = api;
    this.apiUrl = url;
    if (domain) this.apiDomainTarget = domain.regionalDomainName;
    if (site) this.siteUrl = site.url;
    if (settings.siteDomain) this.siteDomainTarget = site?.distribution.domainName;
    this.deadLetterQueue = deadLetterQueue;
    this.eventBus = eventBus;
    this.sweep = functions.sweep;
    this.announce = functions.announce;
    this.webhookQueue = webhookParts.queue;
    this.webhookDeadLetterQueue = webhookParts.deadLetterQueue;
    this.webhookKey = webhookParts.key;
    this.webhookKeyArn = webhookParts.keyArn;
    if (userPool) this.userPool = userPool;
    if (userPoolClient) this.userPoolClient = userPoolClient;
  }
}

/** A function may wake another, whose name it finds in its environment. */
function letAsk(
  asking: LambdaFunction,
  role: Role,
  variable: 'PRESIGN_FUNCTION' | 'SWEEP_FUNCTION',
  asked: LambdaFunction,
): void {
  asking.addEnvironment(variable satisfies keyof FunctionEnvironment, asked.functionName);
  allowInvoke(role, asked);
}

function forEachFunction<T>(make: (name: FunctionName) => T): Record<FunctionName, T> {
  return {
    presign: make('presign'),
    files: make('files'),
    download: make('download'),
    validate: make('validate'),
    announce: make('announce'),
    sweep: make('sweep'),
    deliver: make('deliver'),
    webhooks: make('webhooks'),
  };
}
