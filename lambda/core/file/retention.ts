/** Maximum retention. */
export const maxRetentionSeconds = 10 * 365 * 24 * 60 * 60;
