import { EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { uniqueName } from '../names/unique-name.js';
import type { Settings } from '../settings/settings.js';

/** The bus to which everything that happens to files is published: one that the app brings, or one of our own. */
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
