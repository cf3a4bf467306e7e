/**
 * Timeout of one try of a request to AWS: by default the SDK waits without a limit, and without `throwOnRequestTimeout`
 * it only logs a warning.
 *
 * @param milliseconds @default 30 s, for a slow connection
 */
export const patience = (milliseconds = 30_000) => ({
  requestHandler: {
    connectionTimeout: 10_000,
    requestTimeout: milliseconds,
    throwOnRequestTimeout: true,
    socketTimeout: milliseconds,
  },
});
