import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { WebhookProps } from './webhook-props.js';

/** Who is notified of what happens to files. */
export interface EventProps {
  /**
   * The EventBridge bus to which every event is published.
   * @default - one of its own
   */
  readonly eventBus?: IEventBus;

  /**
   * Publishes each read that was permitted, and who asked, as `file.read`; it costs a write.
   * @default false
   */
  readonly announceReads?: boolean;

  /**
   * Endpoints to which events are delivered, up to ten. Administrators may add others by the API.
   * @default - none
   * @throws at synth where there are more than ten, more than 900 bytes of them as JSON, or one twice
   */
  readonly webhooks?: WebhookProps[];

  /**
   * Webhooks may be delivered to this machine by http.
   * @default false
   * @throws at synth unless `awsEndpoint` is on this machine too
   */
  readonly allowLoopbackWebhooks?: boolean;
}
