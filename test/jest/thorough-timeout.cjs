/**
 * For files that compute for minutes: Jest's limit is of time, and a busy machine may give them a tenth of a core. A test
 * that exceeds it is not stopped, and what it still computes counts as left open.
 */
jest.setTimeout(600_000);
