/** Connection timeout. */
export const connectMs = 2_000;
/** Longer than any response of S3 or DynamoDB takes: their first bytes need milliseconds. */
export const silentMs = 5_000;

/**
 * Timeouts of each try of a request to AWS, for every client. By default the SDK waits without a limit, until the
 * function times out. After a timeout the SDK retries.
 *
 * @param milliseconds from the request to the head of the response, and between two chunks of the body. @default 5000
 */
export const patience = (milliseconds = silentMs) => ({
  requestHandler: {
    connectionTimeout: connectMs,
    requestTimeout: milliseconds,
    // Without this the SDK only logs a warning.
    throwOnRequestTimeout: true,
    socketTimeout: milliseconds,
  },
});
