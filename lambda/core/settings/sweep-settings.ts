/** Settings of the sweep. */
export interface SweepSettings {
  /** Grace period of an upload without bytes, after its last presigned write. */
  readonly uploadGraceSeconds: number;
  /** Grace period of an object without a record, from when it was first seen. */
  readonly orphanGraceSeconds: number;
}
