/** An endpoint to which events are delivered, as a part of the deployment. */
export interface WebhookProps {
  /**
   * Where events are sent: https, with a name or an address on the public internet. Without user name, password and
   * fragment.
   * @throws at synth where it is another
   */
  readonly url: string;
  /**
   * Types of the events to subscribe to: those of docs/events.md.
   * @default - all
   * @throws at synth where it is empty, or names an unknown event
   */
  readonly events?: string[];
}
