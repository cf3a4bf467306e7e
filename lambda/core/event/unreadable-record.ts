/**
 * A record of the stream that cannot be parsed, however often it is retried. The message is for logs and operators: it
 * names the missing field, and quotes nothing of the record.
 */
export class UnreadableRecord extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnreadableRecord';
  }
}

/**
 * The reason of a failure, for logs: the message if it is our own, otherwise only the error's name, since the message
 * could quote a file name.
 */
export function reasonOf(error: unknown): string {
  if (error instanceof UnreadableRecord) return `${error.name}: ${error.message}`;
  return error instanceof Error ? error.name : 'unknown';
}
