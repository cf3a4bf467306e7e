/** A webhook endpoint that the deployment defines. */
export interface WebhookProps {
  /** https, with a name or a public address. Without user name, password and fragment. */
  readonly url: string;
  /**
   * Subscribed event types of docs/events.md.
   * @default - all
   */
  readonly events?: string[];
}
