import { readFile } from 'node:fs/promises';
import { ApiGatewayV2Client, UpdateApiCommand, type Cors } from '@aws-sdk/client-apigatewayv2';
import {
  DynamoDBClient,
  UpdateTimeToLiveCommand,
  type TimeToLiveSpecification,
} from '@aws-sdk/client-dynamodb';
import {
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  S3Client,
  type LifecycleRule,
  type ServerSideEncryptionRule,
} from '@aws-sdk/client-s3';
import type { ClientSettings } from '../engine/engine.js';
import { patience } from '../../lambda/aws/patience.js';

/** The part of a synthesized template that is read here. */
export interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties?: Properties }>>;
}
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- CloudFormation's properties have no types
type Properties = Readonly<Record<string, any>>;

/** Names of the stack's API, table and bucket in the engine. */
export interface DeployedNames {
  readonly apiId: string;
  readonly table: string;
  readonly bucket: string;
}

/**
 * The engine's CloudFormation silently ignores these properties: the gateway's CORS, the table's time to live, the
 * bucket's lifecycle and encryption. Its own APIs support them, so they are set there as in the template. AWS needs
 * none of this.
 */
export async function applyDroppedSettings(
  templateFile: string,
  names: DeployedNames,
  client: ClientSettings,
): Promise<void> {
  const template = JSON.parse(await readFile(templateFile, 'utf8')) as Template;
  const cors = gatewayCors(template);
  const timeToLive = tableTimeToLive(template);
  const lifecycle = bucketLifecycle(template);
  const encryption = bucketEncryption(template);
  const s3 = new S3Client({ ...client, ...patience(30_000), forcePathStyle: true });
  await Promise.all([
    cors &&
      new ApiGatewayV2Client({ ...client, ...patience(30_000) }).send(
        new UpdateApiCommand({ ApiId: names.apiId, CorsConfiguration: cors }),
      ),
    timeToLive &&
      new DynamoDBClient({ ...client, ...patience(30_000) }).send(
        new UpdateTimeToLiveCommand({ TableName: names.table, TimeToLiveSpecification: timeToLive }),
      ),
    lifecycle.length > 0 &&
      s3.send(
        new PutBucketLifecycleConfigurationCommand({
          Bucket: names.bucket,
          LifecycleConfiguration: { Rules: lifecycle },
        }),
      ),
    encryption.length > 0 &&
      s3.send(
        new PutBucketEncryptionCommand({
          Bucket: names.bucket,
          ServerSideEncryptionConfiguration: { Rules: encryption },
        }),
      ),
  ]);
}

export function gatewayCors(template: Template): Cors | undefined {
  return only(template, 'AWS::ApiGatewayV2::Api')['CorsConfiguration'] as Cors | undefined;
}

export function tableTimeToLive(template: Template): TimeToLiveSpecification | undefined {
  const given = only(template, 'AWS::DynamoDB::GlobalTable')['TimeToLiveSpecification'] as
    { AttributeName: string; Enabled: boolean } | undefined;
  return given && { AttributeName: given.AttributeName, Enabled: given.Enabled };
}

export function bucketLifecycle(template: Template): LifecycleRule[] {
  const rules = (filesBucket(template)['LifecycleConfiguration']?.Rules ?? []) as Properties[];
  return rules.map((rule) => ({
    ID: rule['Id'] as string,
    Status: rule['Status'] as LifecycleRule['Status'],
    Filter: lifecycleFilter(rule),
    AbortIncompleteMultipartUpload: rule['AbortIncompleteMultipartUpload'] as
      LifecycleRule['AbortIncompleteMultipartUpload'] | undefined,
    Expiration: rule['ExpirationInDays'] ? { Days: Number(rule['ExpirationInDays']) } : undefined,
    NoncurrentVersionExpiration: rule['NoncurrentVersionExpiration'] as
      LifecycleRule['NoncurrentVersionExpiration'] | undefined,
  }));
}

/** S3's API expects one condition directly and several under `And`; CloudFormation has them side by side. */
function lifecycleFilter(rule: Properties): LifecycleRule['Filter'] {
  const prefix = (rule['Prefix'] ?? '') as string;
  const tags = (rule['TagFilters'] ?? []) as { Key: string; Value: string }[];
  return tags.length > 0 ? { And: { Prefix: prefix, Tags: tags } } : { Prefix: prefix };
}

export function bucketEncryption(template: Template): ServerSideEncryptionRule[] {
  const given = (filesBucket(template)['BucketEncryption']?.ServerSideEncryptionConfiguration ??
    []) as Properties[];
  return given.map(({ ServerSideEncryptionByDefault: byDefault, ...rest }) => ({
    ...rest,
    ...(byDefault && { ApplyServerSideEncryptionByDefault: byDefault }),
  }));
}

/** A page has a bucket of its own, without versions. */
const filesBucket = (template: Template): Properties =>
  only(template, 'AWS::S3::Bucket', (properties) => 'VersioningConfiguration' in properties);

/** The properties of the template's only resource of a type, among those that are meant. */
function only(template: Template, type: string, isMeant: (properties: Properties) => boolean = () => true) {
  const found = Object.values(template.Resources)
    .filter((resource) => resource.Type === type)
    .map(({ Properties: properties = {} }) => properties)
    .filter(isMeant);
  const [properties] = found;
  if (!properties || found.length > 1) {
    throw new Error(`expected one ${type} in the template, found ${String(found.length)}`);
  }
  return properties;
}
