import { EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { uniqueName } from '../names/unique-name.js';
import type { Settings } from '../settings/settings.js';

/** The event bus: the app's, or a new one. */
export function eventBusOf(scope: Construct, { eventBus }: Settings): IEventBus {
  return (
    eventBus ??
    new EventBus(scope, 'EventBus', {
      // The construct's own default is made of its path, which a second stack of the app has too.
      eventBusName: `waybill-${uniqueName(scope)}`,
      description: 'What happens to the files of Waybill',
    })
  );
}
