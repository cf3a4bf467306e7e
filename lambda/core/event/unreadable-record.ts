/**
 * A record of the stream that nobody can read, however often it comes. Its message is for logs and operators: it names
 * what is missing, and quotes nothing of the record.
 */
export class UnreadableRecord extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnreadableRecord';
  }
}

/** Why something failed, for logs: in words where they are our own, else its kind alone, since words could quote a name. */
export function reasonOf(error: unknown): string {
  if (error instanceof UnreadableRecord) return `${error.name}: ${error.message}`;
  return error instanceof Error ? error.name : 'unknown';
}
