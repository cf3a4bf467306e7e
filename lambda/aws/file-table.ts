import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  GetCommand,
  PutCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { CreateUploadPorts } from '../core/create-upload.js';
import type { DeleteFilePorts } from '../core/delete-file.js';
import type { FileRecord } from '../core/file.js';
import type { ValidateObjectPorts } from '../core/validate-object.js';
import { fileKey, fromItem, toItem, type FileItem } from './file-item.js';

type FileTable = CreateUploadPorts['files'] & DeleteFilePorts['files'] & ValidateObjectPorts['files'];

/** Files in DynamoDB. Every change is one conditional write (developer guide, "Condition expressions"). */
export function fileTable(client: DynamoDBDocumentClient, table: string): FileTable {
  /** @returns the item after the change, or undefined where the condition did not hold */
  const change = async (id: string, input: Omit<UpdateCommandInput, 'TableName' | 'Key'>) => {
    const command = new UpdateCommand({
      TableName: table,
      Key: fileKey(id),
      ReturnValues: 'ALL_NEW',
      ...input,
    });
    try {
      const { Attributes } = await client.send(command);
      return fromItem(Attributes as FileItem);
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  };

  return {
    async add(file) {
      const condition = 'attribute_not_exists(pk)';
      await client.send(
        new PutCommand({ TableName: table, Item: toItem(file), ConditionExpression: condition }),
      );
    },

    async get(id): Promise<FileRecord | undefined> {
      // Consistent: a file that was verified or deleted a moment ago must be so for the very next request.
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: fileKey(id), ConsistentRead: true }),
      );
      return Item && fromItem(Item as FileItem);
    },

    claim: (file, version, at) =>
      change(file.id, {
        UpdateExpression: 'SET #status = :uploaded, version = :version, uploadedAt = :at ADD revision :one',
        ConditionExpression: '#status = :pending',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':pending': 'pending',
          ':uploaded': 'uploaded',
          ':version': version,
          ':at': at.toISOString(),
          ':one': 1,
        },
      }),

    async settle(file, version, verdict, at) {
      const seen = { ...verdict, ...(verdict.status === 'verified' && { verifiedAt: at.toISOString() }) };
      const names = Object.keys(seen);
      const changed = await change(file.id, {
        UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')} ADD revision :one`,
        ConditionExpression: '#status = :uploaded AND version = :version',
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: {
          ...Object.fromEntries(Object.entries(seen).map(([name, value]) => [`:${name}`, value])),
          ':uploaded': 'uploaded',
          ':version': version,
          ':one': 1,
        },
      });
      return changed !== undefined;
    },

    async bury(file, keepUntil) {
      const changed = await change(file.id, {
        UpdateExpression:
          'SET #status = :deleted, filename = :blank, metadata = :none, reasons = :empty, warnings = :empty, ' +
          'expiresAtSeconds = :keepUntil ADD revision :one REMOVE gsi1pk, gsi1sk, sha256, detectedType, width, height',
        ConditionExpression: 'revision = :revision',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':deleted': 'deleted',
          ':blank': '',
          ':none': {},
          ':empty': [],
          ':keepUntil': Math.ceil(keepUntil.getTime() / 1000),
          ':revision': file.revision,
          ':one': 1,
        },
      });
      return changed !== undefined;
    },
  };
}
