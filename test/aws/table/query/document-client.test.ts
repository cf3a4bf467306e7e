import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from '@jest/globals';
import { documentClient } from '../../../../lambda/aws/table/query/document-client.js';

test('a field that is undefined is not stored: it has no type in DynamoDB', async () => {
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
  });
  const client = documentClient();
  const bodies: unknown[] = [];
  client.middlewareStack.add(
    () =>
      async ({ request }) => {
        bodies.push(JSON.parse(new TextDecoder().decode((request as { body: Uint8Array }).body)));
        return { response: {}, output: { $metadata: {} } };
      },
    { step: 'finalizeRequest', priority: 'low' },
  );
  await client.send(new PutCommand({ TableName: 'files', Item: { pk: 'a', gone: undefined, list: [1] } }));
  expect(bodies).toMatchObject([{ Item: { pk: { S: 'a' }, list: { L: [{ N: '1' }] } } }]);
  expect(JSON.stringify(bodies)).not.toContain('gone');
});
