import { textIn } from './xml.js';

/** An error that a service of AWS answered, named as it names it (`ConditionalCheckFailedException`), or `TimeoutError`. */
export class AwsError extends Error {
  /** Of the response; undefined without one. */
  readonly status: number | undefined;
  /** The whole body, where a service says more: DynamoDB's `Item` and `CancellationReasons`. */
  readonly body: Readonly<Record<string, unknown>>;

  constructor(name: string, message: string, status?: number, body: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = name;
    this.status = status;
    this.body = body;
  }
}

/** An error in XML (S3 API reference, "Error responses"; STS API reference, "Common errors"). */
export const xmlError = (status: number, xml: string): AwsError =>
  new AwsError(
    textIn(xml, 'Code') ?? `Status${status}`,
    textIn(xml, 'Message') ?? `AWS answered ${status}`,
    status,
  );

/** Smithy's documentation, "AWS JSON 1.0 protocol", section "Operation error serialization". */
export function jsonError(status: number, text: string): AwsError {
  const body = objectIn(text);
  const type = typeof body['__type'] === 'string' ? body['__type'] : '';
  const name = type.replace(/^.*#/, '').replace(/:.*$/, '') || `Status${status}`;
  const message = body['message'] ?? body['Message'];
  return new AwsError(name, typeof message === 'string' ? message : `AWS answered ${status}`, status, body);
}

function objectIn(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // A page of a proxy in between.
    return {};
  }
}
