/** What a deployment leaves to the sweep's judgement. */
export interface SweepSettings {
  /** How long after its last signed write an upload still waits for bytes. */
  readonly uploadGraceSeconds: number;
  /** How long an object that no record names is left, from when it was first seen. */
  readonly orphanGraceSeconds: number;
}
