import { account, region } from '../../lib/synthesize.js';

/** Resources as the templates of the tests name them. */
export const bucket = 'arn:aws:s3:::Bucket';
export const objects = `${bucket}/*`;
export const files = `${bucket}/files/*`;
export const site = ['arn:aws:s3:::SiteBucket', 'arn:aws:s3:::SiteBucket/*'];

const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
export const table = arn('dynamodb', 'table/Table');
export const indexes = [`${table}/index/gsi1`, `${table}/index/gsi2`];
export const stream = 'Table.StreamArn';
export const queue = (name: string) => arn('sqs', name);
export const lambda = (name: string) => arn('lambda', `function:${name}`);
export const logGroup = (name: string) => arn('logs', `log-group:${name}:*`);
export const webhookKey = 'WebhookKey.Id';
export const signingKeys = ['CdnKey1PrivateKey.Id', 'CdnKey2PrivateKey.Id'];
export const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;
export const rule = (name: string) => arn('events', `rule/${name}`);
export const api = (route: string) => arn('execute-api', `Api/${route}`);
export const scheduleGroup = arn('scheduler', 'schedule-group/default');
export const ownAccount = account;
export const s3Service = `s3.${region}.amazonaws.com`;
export const distribution = `arn:aws:cloudfront::${account}:distribution/SiteDistribution`;
export const filesDistribution = `arn:aws:cloudfront::${account}:distribution/CdnDistribution`;
export const assets = [
  `arn:aws:s3:::cdk-hnb659fds-assets-${account}-${region}`,
  `arn:aws:s3:::cdk-hnb659fds-assets-${account}-${region}/*`,
];

/** The CDK's own functions, which empty the page's bucket when it is removed, and put the page into it. */
export const emptyingRole = 'CustomS3AutoDeleteObjectsCustomResourceProviderRole';
export const copyingRole = 'CustomCDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C256MiBServiceRole';
