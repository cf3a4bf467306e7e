/** A change of a file in a table's stream. */
export const record = (place: number, filename = 'zanzibar.png') => ({
  ...{ eventID: `event-${place}`, eventName: 'INSERT', eventSource: 'aws:dynamodb', awsRegion: 'eu-west-1' },
  dynamodb: {
    ApproximateCreationDateTime: 1_790_000_000,
    Keys: { pk: { S: `FILE#${place}` }, sk: { S: 'FILE' } },
    NewImage: { filename: { S: filename } },
    SequenceNumber: String(place),
    StreamViewType: 'NEW_AND_OLD_IMAGES',
  },
});

/**
 * An object that Lambda writes for a failed batch: the invocation record of its developer guide ("Retain discarded
 * records with a DynamoDB event source"), with the whole event.
 */
export const keptText = (records: readonly object[], otherwise: object = {}): string =>
  JSON.stringify({
    requestContext: {
      requestId: '316aa6d0-8154-4a7b-9af7-85d5f4a6bc81',
      functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:announce',
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: 21,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: '2026-11-22T12:00:00.000Z',
    DDBStreamBatchInfo: {
      shardId: 'shardId-00000001573689847184-864758bb',
      startSequenceNumber: '1',
      endSequenceNumber: '2',
      approximateArrivalOfFirstRecord: '2026-11-22T06:00:00Z',
      approximateArrivalOfLastRecord: '2026-11-22T06:00:01Z',
      batchSize: records.length,
      streamArn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/records/stream/2026-11-14T00:04:06.388',
    },
    payload: JSON.stringify({ Records: records }),
    ...otherwise,
  });
