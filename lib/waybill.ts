import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IUserPool, IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionEnvironment } from '../lambda/core/settings/policy.js';
import { checkRegion } from './limits/region.js';
import { checkEnvironments } from './limits/environment-size.js';
import { checkPolicies } from './limits/policy-sizes.js';
import { addAlarms, alarmMaker } from './function/alarms.js';
import { Cdn } from './cdn/cdn.js';
import { feedAnnouncer } from './messages/announcement.js';
import { makeApi } from './api/api.js';
import { makeBucket } from './storage/bucket.js';
import { eventBusOf } from './messages/event-bus.js';
import { makeFunctions } from './function/function.js';
import { addGuardrails } from './access/guardrails.js';
import { deployedResources, signerEnvironment } from './access/deployed-resources.js';
import { grantRights } from './access/grant-rights.js';
import { makeRoles } from './access/roles.js';
import { protectFromMalware } from './messages/malware-protection.js';
import { isOfCookieDomain } from './settings/cdn-settings.js';
import { settingsOf } from './settings/settings.js';
import { deploymentName } from './names/deployment-name.js';
import { tagRetained } from './names/retained-tag.js';
import { deployPage } from './site/page-deployment.js';
import { Site } from './site/site.js';
import { storageOriginOf } from './storage/storage-origin.js';
import { scheduleSweep } from './messages/sweep-schedule.js';
import { makeTable, streamOf } from './storage/table.js';
import { feedValidator, makeValidationQueue } from './messages/validation-queue.js';
import type { WaybillProps } from './props/waybill-props.js';
import { feedDeliverer, makeWebhookParts } from './messages/webhooks.js';

/**
 * Private file upload and download: clients get a presigned request, send the bytes to S3 themselves, and can read them
 * after they were checked.
 *
 * @example
 * import { App, Size, Stack } from 'aws-cdk-lib';
 * import { Waybill } from 'waybill';
 *
 * const stack = new Stack(new App(), 'Files');
 * const { bucket } = new Waybill(stack, 'Waybill', {
 *   allowedOrigins: ['https://app.example.com'],
 *   maxSize: Size.mebibytes(200),
 * });
 */
export class Waybill extends Construct {
  /** The bucket of the files. Its policy applies to administrators too. */
  readonly bucket: IBucket;
  /** Holds the records of files, grants, links, webhooks and what each owner uses. */
  readonly table: ITableV2;
  /** Routes requests to the functions, and verifies tokens. */
  readonly api: HttpApi;
  /** Base URL of the API, without a trailing slash. */
  readonly apiUrl: string;
  /** Target of the DNS record of `domainName`, if there is no `hostedZone`. */
  readonly apiDomainTarget?: string;
  /** URL of the page, with `site`. */
  readonly siteUrl?: string;
  /** Target of the DNS record of `siteDomainName`, if there is no `hostedZone`. */
  readonly siteDomainTarget?: string | undefined;
  /** Base URL of signed reads, with `cdn`. */
  readonly cdnUrl?: string;
  /** Target of the DNS record of `cdnDomainName`, if there is no `hostedZone`. */
  readonly cdnDomainTarget?: string | undefined;
  /** Messages of files that could not be checked wait here, for 14 days. */
  readonly deadLetterQueue: IQueue;
  /** Every event is published to it. */
  readonly eventBus: IEventBus;
  /** Finishes or removes what waits too long; may be invoked by an operator too. */
  readonly sweep: IFunction;
  /** Publishes events to the bus, and enqueues webhooks; `waybill announce redrive` invokes it. */
  readonly announce: IFunction;
  /** The queue of webhook deliveries. */
  readonly webhookQueue: IQueue;
  /** Events that could not be delivered for a day wait here, for 14 days. */
  readonly webhookDeadLetterQueue: IQueue;
  /** The key from which the secrets of all webhook endpoints are derived. */
  readonly webhookKey: ISecret;
  /** ARN of `webhookKey`. */
  readonly webhookKeyArn: string;
  /** The user pool, with `Auth.cognito()`. */
  readonly userPool?: IUserPool;
  /** The client of the user pool that apps sign in by, with `Auth.cognito()`. */
  readonly userPoolClient?: IUserPoolClient;

  /**
   * @param scope the stack, or a construct in it
   * @param id unique in the scope
   * @param props differences from the defaults
   * @throws at synth for an invalid prop, with its name, the expected value and the actual one
   */
  constructor(scope: Construct, id: string, props: WaybillProps = {}) {
    super(scope, id);
    const given = settingsOf(props);
    checkRegion(this, given);
    const site = given.site && new Site(this, 'Site', given.siteDomain);
    const settings = site ? { ...given, allowedOrigins: [...given.allowedOrigins, site.url] } : given;

    const bucket = makeBucket(this, settings);
    const table = makeTable(this, settings);
    const stream = streamOf(table);
    const roles = makeRoles(this, settings);
    const { queue, deadLetterQueue } = makeValidationQueue(this);
    const eventBus = eventBusOf(this, settings);
    const webhookParts = makeWebhookParts(this, settings.removalPolicy);

    const cdn =
      settings.cdn &&
      roles.signingKey &&
      new Cdn(this, 'Cdn', bucket, roles.signingKey, { ...settings, cdn: settings.cdn });

    const signers = signerEnvironment(bucket, roles, settings);
    const values: FunctionEnvironment = {
      BUCKET: bucket.bucketName,
      TABLE: table.tableName,
      DEPLOYMENT: deploymentName(this),
      ...(!settings.metrics && { METRICS: 'alarms' }),
      POLICY: JSON.stringify(settings.policy),
      ...(settings.storageEndpoint && { STORAGE_ENDPOINT: settings.storageEndpoint }),
      ...(settings.storageAddressing && { STORAGE_ADDRESSING: settings.storageAddressing }),
      ...(settings.publicUrl && { PUBLIC_URL: settings.publicUrl }),
      ...signers,
      ...(cdn && { CDN: cdn.environment }),
      VALIDATION_QUEUE_URL: queue.queueUrl,
      SWEEP: JSON.stringify(settings.sweep),
      EVENT_BUS: eventBus.eventBusArn,
      WEBHOOKS: JSON.stringify(settings.webhooks),
      WEBHOOK_QUEUE_URL: webhookParts.queue.queueUrl,
      WEBHOOK_KEY_ARN: webhookParts.keyArn,
    };
    const functions = makeFunctions(this, roles, values, settings);

    grantRights(
      roles,
      deployedResources({
        bucket,
        table,
        stream,
        eventBus,
        validationQueue: queue,
        webhookQueue: webhookParts.queue,
        webhookKey: webhookParts.keyArn,
        signingKey: cdn?.key,
        functions,
        roles,
        settings,
      }),
    );
    addGuardrails(bucket, roles, settings);
    if (roles.scanner) protectFromMalware(this, bucket, roles.scanner, { queue, deadLetterQueue });

    const page = site && { url: site.url, clientId: settings.site?.clientId };
    const { authorizer, userPool, ownUserPool, userPoolClient, signIn } = settings.auth._bind(
      this,
      settings.removalPolicy,
      page,
    );
    const { api, url, domain } = makeApi(this, functions, authorizer, settings);
    if (site && signIn) {
      const apiUrl = settings.publicUrl ?? url;
      const storageOrigin = storageOriginOf(bucket, settings);
      deployPage(site, {
        ...{ apiUrl, storageOrigin, cdnOrigin: cdn?.url, signIn },
        cdnCookies: isOfCookieDomain(settings),
      });
    }
    const alarm = alarmMaker(this, settings);
    addAlarms(this, alarm, { api, functions, queue, deadLetterQueue });
    feedValidator(this, { queue, deadLetterQueue }, bucket, functions.validate, settings);
    feedAnnouncer(this, { stream, bucket, announce: functions.announce, settings }, roles.announce, alarm);
    feedDeliverer(this, webhookParts, functions.deliver, settings, alarm);
    scheduleSweep(this, functions.sweep, roles.schedule, settings);

    const sessionPolicies = [signers.READ_SIGNER_POLICY, signers.PART_SIGNER_POLICY].filter(
      (one) => one !== undefined,
    );
    checkPolicies(this, bucket, sessionPolicies, settings);
    checkEnvironments(functions, settings, props);

    tagRetained(deploymentName(this), bucket, table, webhookParts.key, ...(ownUserPool ? [ownUserPool] : []));

    this.bucket = bucket;
    this.table = table;
    this.api = api;
    this.apiUrl = url;
    if (domain) this.apiDomainTarget = domain.regionalDomainName;
    if (site) this.siteUrl = site.url;
    if (settings.siteDomain) this.siteDomainTarget = site?.distribution.domainName;
    if (cdn) this.cdnUrl = cdn.url;
    if (settings.cdnDomain) this.cdnDomainTarget = cdn?.distribution.domainName;
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
