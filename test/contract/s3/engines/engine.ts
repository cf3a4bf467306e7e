/** The S3s that the suite knows, in the order of the page's columns. */
export const engineNames = ['aws', 'local', 'versitygw', 'seaweedfs'] as const;
export type EngineName = (typeof engineNames)[number];

/** How to reach a running S3 as somebody whom its policies bind. */
export interface Access {
  /** Absent: AWS's own. */
  readonly endpoint?: URL;
  readonly region: string;
  readonly credentials: Credentials;
  /** Who makes the buckets. */
  readonly administrator: Credentials;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface RunningEngine {
  readonly access: Access;
  stop(): Promise<void>;
}

export interface Engine {
  readonly name: EngineName;
  /** What the page calls it. */
  readonly title: string;
  /** @throws with a sentence that says what to install where something is missing */
  start(): Promise<RunningEngine>;
}
