/** Presigns a download like AWS's own samples: a full S3 client, `getSignedUrl`, a document client. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';

const s3 = new S3Client();
const table = DynamoDBDocumentClient.from(new DynamoDBClient());

export const handler = async (event: APIGatewayProxyEventV2WithJWTAuthorizer) => {
  const id = event.pathParameters?.['id'] ?? '';
  const { Item } = await table.send(
    new GetCommand({ TableName: process.env['TABLE'], Key: { pk: id, sk: 'FILE' } }),
  );
  if (Item?.['owner'] !== event.requestContext.authorizer.jwt.claims['sub']) return { statusCode: 404 };
  const command = new GetObjectCommand({ Bucket: process.env['BUCKET'], Key: Item?.['key'] as string });
  const url = await getSignedUrl(s3, command, { expiresIn: 900 });
  return { statusCode: 302, headers: { location: url } };
};
