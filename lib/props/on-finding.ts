/** What happens to a file in which something was found, or which could not be judged. */
export enum OnFinding {
  /** It is rejected, and its bytes are removed. */
  REJECT = 'reject',
  /** It waits, unreadable, until somebody with the permission `files:admin` releases or rejects it. */
  HOLD = 'hold',
}
