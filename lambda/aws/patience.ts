/** Until a connection is there. */
const connectMs = 2_000;
/** Longer than any answer of S3 or DynamoDB takes that is still to come: their first bytes need milliseconds. */
const silentMs = 5_000;

/**
 * How long each try of a request to AWS may take: every client has this. The SDK itself waits without end, and a
 * function that waits with it says nothing but that its time is over. A try that ends so is made again by the SDK.
 *
 * @param milliseconds from the request to the head of its answer, and between two pieces of the body. @default 5000
 */
export const patience = (milliseconds = silentMs) => ({
  requestHandler: {
    connectionTimeout: connectMs,
    requestTimeout: milliseconds,
    // Without this the SDK only warns.
    throwOnRequestTimeout: true,
    socketTimeout: milliseconds,
  },
});
