interface NamedUpload {
  readonly id: string;
  readonly createdAt: Date;
}

/** How long a key stands for its upload: docs/uploads.md, "Idempotency". */
const keptSeconds = 24 * 60 * 60;

/** Idempotency keys of clients, who detect when one of them stands for two uploads. */
export class KnownKeys {
  private readonly uploads = new Map<string, NamedUpload>();

  constructor(
    private readonly now: () => Date,
    private readonly violated: (what: string) => void,
  ) {}

  /** @param key with its owner @param upload the response to a create with it */
  note(key: string, { id, createdAt }: NamedUpload): void {
    const known = this.uploads.get(key);
    const isKept = known && this.now().getTime() < known.createdAt.getTime() + keptSeconds * 1000;
    if (isKept && known.id !== id) this.violated(`one idempotency key stands for ${known.id} and for ${id}`);
    if (!isKept) this.uploads.set(key, { id, createdAt });
  }

  /** What clients know of each key. */
  present(): readonly string[] {
    return [...this.uploads.values()].map(({ id }) => id);
  }
}
