/** What Lambda sets for a function, with DynamoDB elsewhere: for clients that are made from now on. */
export function useDynamoDbAt(endpoint: string): void {
  Object.assign(process.env, {
    ...{ AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL_DYNAMODB: endpoint },
    ...{ AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' },
  });
}
