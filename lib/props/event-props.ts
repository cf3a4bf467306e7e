import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { WebhookProps } from './webhook-props.js';

/** Subscribers of the events. */
export interface EventProps {
  /**
   * The EventBridge bus to which every event is published.
   * @default - a new one
   */
  readonly eventBus?: IEventBus;

  /**
   * Publishes `file.read` for each authorized read, with its subject; each costs a write.
   * @default false
   */
  readonly announceReads?: boolean;

  /**
   * Endpoints to which events are delivered, up to ten. Administrators may add others by the API.
   * @default - none
   * @throws at synth if there are more than ten, one twice, or more than the functions' environments have room for
   */
  readonly webhooks?: WebhookProps[];

  /**
   * Webhooks may be delivered to this machine by http.
   * @default false
   * @throws at synth unless `awsEndpoint` is on this machine too
   */
  readonly allowLoopbackWebhooks?: boolean;
}
