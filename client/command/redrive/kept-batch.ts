/** The fields used of a record of the table's stream. */
export type KeptRecord = Readonly<Record<string, unknown>>;

/** The content of an object under Lambda's prefix: records for `announce`, or why it is foreign. */
export type KeptBatch = { readonly records: readonly KeptRecord[] } | { readonly foreign: string };

/**
 * Parses what Lambda writes for a batch of a stream that failed all retries (developer guide, "Retain discarded records
 * with a DynamoDB event source": metadata, and the whole event as `payload`). An object of another function's mapping,
 * or of somebody else, is left alone.
 * @param keptFor name or ARN of `announce` when the batch was kept
 */
export function keptBatch(text: string | undefined, keptFor: string): KeptBatch {
  if (text === undefined) return { foreign: 'it is larger than any batch' };
  const kept = parsed(text);
  if (!isObject(kept)) return { foreign: 'it is no JSON object' };
  const { requestContext, DDBStreamBatchInfo: batch, payload } = kept;
  const arn = isObject(requestContext) ? requestContext['functionArn'] : undefined;
  if (typeof arn !== 'string' || !isObject(batch)) return { foreign: 'it is no batch of a table’s stream' };
  if (nameOf(arn) !== nameOf(keptFor)) return { foreign: `it was kept for the function ${nameOf(arn)}` };
  const event = typeof payload === 'string' ? parsed(payload) : payload;
  const records = isObject(event) ? event['Records'] : undefined;
  if (!Array.isArray(records) || records.length === 0 || !records.every(isObject))
    return { foreign: 'its payload holds no records' };
  return { records };
}

/** A record's position in the stream, and the key of the changed item: neither contains a file name. */
export function nameOfRecord({ dynamodb }: KeptRecord): {
  sequenceNumber: string | null;
  record: string | null;
} {
  const { SequenceNumber: place, Keys: keys } = isObject(dynamodb) ? dynamodb : {};
  const pk = isObject(keys) && isObject(keys['pk']) ? keys['pk']['S'] : undefined;
  return {
    sequenceNumber: typeof place === 'string' ? place : null,
    record: typeof pk === 'string' ? pk : null,
  };
}

/** The name of a function from its ARN, qualified or not, or from its name. */
function nameOf(functionNameOrArn: string): string {
  const parts = functionNameOrArn.split(':');
  return parts[0] === 'arn' ? (parts[6] ?? '') : (parts[0] ?? '');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is KeptRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
