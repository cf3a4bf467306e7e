import { eventTypes, type EventType } from '../../lambda/core/event/event.js';
import type { FixedEndpoint, WebhookSettings } from '../../lambda/core/webhook/endpoint.js';
import { wrongWithUrl } from '../../lambda/core/webhook/webhook-url.js';
import type { WaybillProps } from '../props/waybill-props.js';
import type { WebhookProps } from '../props/webhook-props.js';
import { wrongProp } from '../checks/wrong-prop.js';

/** They stand in a function's environment, whose size lib/limits/environment-size.ts checks too. */
const most = 10;

/** The validated endpoints of the props. */
export function webhookSettingsOf({
  webhooks = [],
  allowLoopbackWebhooks = false,
  awsEndpoint = '',
}: WaybillProps): WebhookSettings {
  if (allowLoopbackWebhooks && !/^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:|\/|$)/.test(awsEndpoint)) {
    throw wrongProp('allowLoopbackWebhooks', true, 'an awsEndpoint on this machine too');
  }
  if (webhooks.length > most) throw wrongProp('webhooks', webhooks.length, `at most ${most} endpoints`);
  const endpoints = webhooks.map((one, index) => endpoint(`webhooks[${index}]`, one, allowLoopbackWebhooks));
  const urls = endpoints.map(({ url }) => url);
  if (new Set(urls).size < urls.length) throw wrongProp('webhooks', urls, 'each URL once');
  return { endpoints, ...(allowLoopbackWebhooks && { allowLoopback: true as const }) };
}

function endpoint(prop: string, { url, events }: WebhookProps, allowLoopback: boolean): FixedEndpoint {
  const wrong = wrongWithUrl(url, allowLoopback);
  if (wrong) throw wrongProp(`${prop}.url`, url, `an https URL on the public internet; ${wrong}`);
  if (!events) return { url };
  const unknown = events.find((one) => !Object.hasOwn(eventTypes, one));
  if (unknown !== undefined || events.length === 0) {
    throw wrongProp(`${prop}.events`, unknown ?? events, `some of ${Object.keys(eventTypes).join(', ')}`);
  }
  return { url, events: [...new Set(events)] as EventType[] };
}
