/**
 * Why an endpoint is disabled: by an administrator, because it returned 410, or because every delivery failed for days.
 */
export type DisabledReason = 'administrator' | 'gone' | 'failing';
