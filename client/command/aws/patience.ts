/**
 * How long one try of a request to AWS may take: the SDK itself waits without end, and without
 * `throwOnRequestTimeout` it only warns.
 *
 * @param milliseconds @default 30 s, from a line that is slow
 */
export const patience = (milliseconds = 30_000) => ({
  requestHandler: {
    connectionTimeout: 10_000,
    requestTimeout: milliseconds,
    throwOnRequestTimeout: true,
    socketTimeout: milliseconds,
  },
});
