/** What happens to a file with findings, or one that could not be checked. */
export enum OnFinding {
  /** It is rejected, and its bytes are removed. */
  REJECT = 'reject',
  /** It is held: it cannot be read until somebody with the permission `files:admin` releases or rejects it. */
  HOLD = 'hold',
}
