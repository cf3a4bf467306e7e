/** What happens to a file with a finding of the content check that is graded by a prop. */
export enum FindingGrade {
  /** The file has a finding: `onFinding` rejects or holds it. */
  REFUSE = 'refuse',
  /** The file is accepted, and its record has a warning. */
  WARN = 'warn',
}
