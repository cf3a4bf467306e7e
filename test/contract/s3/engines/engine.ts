/** The engines of the suite, in the order of the page's columns. */
export const engineNames = ['aws', 'local', 'versitygw', 'seaweedfs'] as const;
export type EngineName = (typeof engineNames)[number];

/** How to reach a running S3 as a user to whom its policies apply. */
export interface Access {
  /** Undefined: AWS's own. */
  readonly endpoint?: URL;
  readonly region: string;
  readonly credentials: Credentials;
  /** The user who creates the buckets. */
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
  /** Its name in the page. */
  readonly title: string;
  /** @throws with a sentence that says what to install, if something is missing */
  start(): Promise<RunningEngine>;
}
