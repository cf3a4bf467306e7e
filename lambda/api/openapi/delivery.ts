import { eventTypes, type EventType } from '../../core/event/event.js';
import { content } from './answers.js';
import type { Json } from './json.js';
import { handlerName } from './names.js';
import { eventRef } from './schemas.js';
import { eventsTag } from './tags.js';

const signatureHeaders = {
  'webhook-id': 'The `id` of the event.',
  'webhook-timestamp': 'When the request was signed, in seconds since 1970.',
  'webhook-signature': 'Signatures, separated by blanks: `v1,` and HMAC-SHA256 in base64.',
};

/** What a subscriber is sent (Standard Webhooks 1.0). */
export const delivery = (type: EventType): Json => ({
  post: {
    operationId: handlerName(type),
    tags: [eventsTag],
    summary: eventTypes[type],
    security: [],
    parameters: Object.entries(signatureHeaders).map(([name, description]) => ({
      ...{ name, in: 'header', required: true, description, schema: { type: 'string' } },
    })),
    requestBody: { required: true, content: content('application/json', eventRef(type)) },
    responses: {
      '2XX': { description: 'Accepted' },
      410: { description: 'The endpoint is gone: it is disabled' },
    },
  },
});
