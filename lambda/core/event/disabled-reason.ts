/**
 * Why nothing is sent any more: an administrator said so, the endpoint answered 410, or it did nothing but fail for
 * days.
 */
export type DisabledReason = 'administrator' | 'gone' | 'failing';
