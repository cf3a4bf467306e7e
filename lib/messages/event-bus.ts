import { EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { Settings } from '../settings/settings.js';

/** The bus that is told of everything that happens to files: one that the app brings, or one of our own. */
export function eventBusOf(scope: Construct, { eventBus }: Settings): IEventBus {
  return eventBus ?? new EventBus(scope, 'EventBus', { description: 'What happens to the files of Waybill' });
}
