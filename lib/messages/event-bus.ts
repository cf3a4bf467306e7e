import { EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { Settings } from '../settings/settings.js';

/** The event bus: the app's, or a new one. */
export function eventBusOf(scope: Construct, { eventBus }: Settings): IEventBus {
  return eventBus ?? new EventBus(scope, 'EventBus', { description: 'What happens to the files of Waybill' });
}
