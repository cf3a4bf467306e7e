import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DisableRuleCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateMultipartUploadCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { v7 } from 'uuid';
import { fileTable } from '../../lambda/aws/table/file-table.js';
import { uploadTable } from '../../lambda/aws/table/upload-table.js';
import { usageTable } from '../../lambda/aws/table/usage-table.js';
import { createUpload, type CreateUploadPorts } from '../../lambda/core/upload/create-upload.js';
import type { UploadRequest } from '../../lambda/core/upload/declaration.js';
import type { FileRecord } from '../../lambda/core/file/file.js';
import { keyFor } from '../../lambda/core/file/object-key.js';
import type { SweepReport } from '../../lambda/core/sweep/report.js';
import type { Usage } from '../../lambda/core/file/usage.js';
import type { Deployment } from '../../local/deployment/deployment.js';
import { listRules } from '../stack/listings.js';
import { deployedFunction, deployWith, issueToken, system } from '../stack/system.js';
import { operator } from './operator.js';
import { withToken, type Person } from './person.js';
import { storedVersions } from './stored-versions.js';
import { sdkTableClient } from '../aws/table/sdk-table-client.js';

export const minutes = (count: number) => count * 60_000;
export const hours = (count: number) => minutes(count * 60);
export const ago = (ms: number) => new Date(Date.now() - ms);

/** A separate stack, whose bucket events are lost: only the sweep acts there. */
export class SweptStack {
  private constructor(
    private readonly deployment: Omit<Deployment, 'stop'>,
    private readonly functionName: string,
  ) {}

  readonly client = DynamoDBDocumentClient.from(new DynamoDBClient(system.client), {
    marshallOptions: { removeUndefinedValues: true },
  });
  readonly s3 = new S3Client({ ...system.client, forcePathStyle: true });

  static async deploy(stackName: string): Promise<SweptStack> {
    const deployment = await deployWith(stackName, { retention: '7d' });
    const events = new EventBridgeClient(system.client);
    const ours = (await listRules(events)).filter(({ EventPattern }) =>
      EventPattern?.includes(deployment.bucket),
    );
    if (ours.length === 0) throw new Error('the stack has no rule for the events of its bucket');
    for (const { Name } of ours) await events.send(new DisableRuleCommand({ Name }));
    const { FunctionName = '' } = await deployedFunction('sweep', deployment.bucket);
    return new SweptStack(deployment, FunctionName);
  }

  get bucket(): string {
    return this.deployment.bucket;
  }

  get table(): string {
    return this.deployment.table;
  }

  get files() {
    return fileTable(sdkTableClient(this.client), this.table);
  }

  async person(subject: string): Promise<Person> {
    return withToken(subject, await issueToken(subject), this.deployment.apiUrl);
  }

  /** How many versions of the key the bucket has. */
  async stored(key: string): Promise<number> {
    return storedVersions(key, this.bucket);
  }

  /** Invokes the deployed function `sweep`. */
  async sweep(request: object = {}): Promise<SweepReport> {
    const { Payload, FunctionError } = await new LambdaClient(system.client).send(
      new InvokeCommand({ FunctionName: this.functionName, Payload: JSON.stringify(request) }),
    );
    const answer = Buffer.from(Payload ?? []).toString();
    if (FunctionError) throw new Error(answer);
    return JSON.parse(answer) as SweepReport;
  }

  /** The command line of an operator of this stack. @returns its output */
  async command(...args: string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await operator(args, { WAYBILL_SWEEP_FUNCTION: this.functionName });
    if (exitCode !== 0) throw new Error(stderr);
    return stdout;
  }

  /** The deployed function's response to a late request. */
  async createAt(at: Date, owner: string, request: Partial<UploadRequest> = {}): Promise<FileRecord> {
    const unsigned = () => Promise.resolve({ url: '', headers: {}, fields: {} });
    const now = () => at;
    const ports = {
      now,
      keyFor,
      files: this.files,
      policy: {
        allowedTypes: ['text/plain'],
        maxSizeBytes: 1e9,
        multipartThresholdBytes: 1e9,
        uploadExpiresInSeconds: 900,
        uploadLifeSeconds: 3600,
        quota: {},
      } as unknown as CreateUploadPorts['policy'],
      newFileId: () => v7(),
      usage: usageTable(sdkTableClient(this.client), this.table, now),
      uploads: uploadTable(sdkTableClient(this.client), this.table, now),
      signer: { signPut: unsigned, signPost: unsigned } as unknown as CreateUploadPorts['signer'],
      multipart: { begin: (file) => this.beginParts(file), abort: () => Promise.resolve() },
    } satisfies CreateUploadPorts;
    const subject = { owner, groups: [], permissions: [] };
    const asked = { filename: 'note.txt', contentType: 'text/plain', sizeBytes: text.length, ...request };
    return (await createUpload(ports, subject, asked)).file;
  }

  private async beginParts({ key, contentType }: Pick<FileRecord, 'key' | 'contentType'>): Promise<string> {
    const command = new CreateMultipartUploadCommand({
      Bucket: this.bucket,
      Key: key,
      ContentType: contentType,
    });
    return (await this.s3.send(command)).UploadId ?? '';
  }

  /** Bytes arrive without an event. @returns the version's id */
  async putUnheard(key: string, body = text): Promise<string> {
    const { VersionId = '' } = await this.s3.send(
      new PutObjectCommand({ Bucket: this.bucket, Key: key, Body: body, ContentType: 'text/plain' }),
    );
    return VersionId;
  }

  /** A record in the table. */
  async item(pk: string, sk: string): Promise<Record<string, unknown> | undefined> {
    const Key = { pk, sk };
    return (await this.client.send(new GetCommand({ TableName: this.table, Key, ConsistentRead: true })))
      .Item;
  }

  async usageOf(owner: string): Promise<Usage> {
    const {
      files = 0,
      bytes = 0,
      pendingFiles = 0,
    } = ((await this.item(`OWNER#${owner}`, 'USAGE')) as Partial<Usage> | undefined) ?? {};
    return { files, bytes, pendingFiles };
  }
}

/** The base of every file that is not uploaded. */
export const text = 'What the sweep has found.\n';

export const nothing: Usage = { files: 0, bytes: 0, pendingFiles: 0 };
