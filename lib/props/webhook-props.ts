/** An endpoint that is told of events, as a part of the deployment. */
export interface WebhookProps {
  /** https, with a name or an address on the public internet. Without user name, password and fragment. */
  readonly url: string;
  /**
   * What it is told: types of docs/events.md.
   * @default - everything
   */
  readonly events?: string[];
}
