/** A file by FFmpeg. */
export interface Container {
  readonly name: string;
  readonly type: string;
  readonly ending: string;
  readonly declared?: readonly string[];
  readonly arguments: readonly string[];
  /** Written to a pipe, as live recorders do, in this format. */
  readonly pipe?: string;
}
