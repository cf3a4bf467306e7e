/** Files can be kept for good; where they are not, for ten years at the very most. */
export const maxRetentionSeconds = 10 * 365 * 24 * 60 * 60;
