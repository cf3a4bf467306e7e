/** Presigns an upload like AWS's own samples: a full S3 client, `getSignedUrl`, a document client. */
import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';

const s3 = new S3Client();
const table = DynamoDBDocumentClient.from(new DynamoDBClient());

export const handler = async (event: APIGatewayProxyEventV2WithJWTAuthorizer) => {
  const { filename, contentType } = JSON.parse(event.body ?? '{}') as {
    filename: string;
    contentType: string;
  };
  const id = randomUUID();
  const owner = event.requestContext.authorizer.jwt.claims['sub'] as string;
  const Key = `uploads/${owner}/${id}/${filename}`;
  await table.send(
    new PutCommand({ TableName: process.env['TABLE'], Item: { pk: id, sk: 'FILE', owner, Key, filename } }),
  );
  const command = new PutObjectCommand({ Bucket: process.env['BUCKET'], Key, ContentType: contentType });
  const url = await getSignedUrl(s3, command, { expiresIn: 900 });
  return { statusCode: 200, body: JSON.stringify({ id, url }) };
};
