/** What happens to a picture, or a recording, that is of another kind than was declared. All else is rejected. */
export enum OnMismatch {
  /** It is stored as what it is, where that is accepted too, with a warning. */
  CORRECT = 'correct',
  /** It is treated as a file with a finding. */
  REJECT = 'reject',
}
