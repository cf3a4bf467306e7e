/** What DynamoDB says of an error beside its name (API reference, "Error handling with DynamoDB"). */
interface Said {
  /** As it is, if `ReturnValuesOnConditionCheckFailure` asked for it. */
  readonly Item?: Readonly<Record<string, { readonly N?: string }>>;
  readonly CancellationReasons?: readonly { readonly Code?: string }[];
}

/** By name: the errors of the SDK and our own have it, and need no common class. */
const isNamed = (error: unknown, name: string): error is Error & Said =>
  error instanceof Error && error.name === name;

export const isConditionFailed = (error: unknown) => isNamed(error, 'ConditionalCheckFailedException');

/** A write outside of a transaction that met one. */
export const isTransactionConflict = (error: unknown) => isNamed(error, 'TransactionConflictException');

export const isTransactionCanceled = (error: unknown) => isNamed(error, 'TransactionCanceledException');
