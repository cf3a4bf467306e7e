/** An endpoint to which events are delivered, as a part of the deployment. */
export interface WebhookProps {
  /**
   * Where events are sent: https, with a name or a public address. Without user name, password and
   * fragment.
   * @throws at synth for any other
   */
  readonly url: string;
  /**
   * Types of the events to subscribe to: those of docs/events.md.
   * @default - all
   * @throws at synth if it is empty, or names an unknown event
   */
  readonly events?: string[];
}
