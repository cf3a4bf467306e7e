import { describe, expect, test } from '@jest/globals';
import { webhooksRoutes } from '../../../lambda/api/routes/webhooks.js';
import { eventTypes } from '../../../lambda/core/event/event.js';
import { deliveryOutcomes } from '../../../lambda/core/webhook/delivery.js';
import { refusedFields } from './refused-fields.js';

const added = (body: object) => refusedFields(webhooksRoutes.addWebhook.body, body);
const changed = (body: object) => refusedFields(webhooksRoutes.changeWebhook.body, body);
const rotated = (body: object) => refusedFields(webhooksRoutes.rotateWebhook.body, body);
const listed = (query: object) => refusedFields(webhooksRoutes.listDeliveries.query, query);
const replayed = (body: object) => refusedFields(webhooksRoutes.replayDeliveries.body, body);

const url = 'https://hooks.example.com/';
const all = Object.keys(eventTypes);

describe('an endpoint', () => {
  test('has a URL of at most 2,048 characters, and may have events and a description', () => {
    expect(added({ url })).toEqual([]);
    expect(added({ url: url.padEnd(2048, 'x'), events: all, description: 'd'.repeat(200) })).toEqual([]);
    expect(added({})).toEqual(['url']);
    expect(added({ url: url.padEnd(2049, 'x'), description: 'd'.repeat(201) })).toEqual([
      'url',
      'description',
    ]);
  });

  test.each(all)('may subscribe to %s', (event) => expect(added({ url, events: [event] })).toEqual([]));

  test('subscribes to events that there are: one at least, and at most as many as there are', () => {
    expect(added({ url, events: ['file.read', 'file.eaten'] })).toEqual(['events/1']);
    expect(added({ url, events: [] })).toEqual(['events']);
    expect(added({ url, events: [...all, 'file.read'] })).toEqual(['events']);
  });

  test('is named by text that can be read: no control characters, nothing that hides', () => {
    expect(added({ url: `${url}\u202e`, description: 'a\nb' })).toEqual(['url', 'description']);
    expect(added({ url: ' ', description: ' ' })).toEqual(['url', 'description']);
  });

  test('changes field by field; null removes what is optional', () => {
    expect(changed({})).toEqual([]);
    expect(changed({ url, events: null, description: null, enabled: false })).toEqual([]);
    expect(changed({ url: null, enabled: 'yes', secret: 'x' }).sort()).toEqual(['enabled', 'secret', 'url']);
    expect(added({ url, events: null, description: null })).toEqual(['events', 'description']);
  });

  test('keeps its old secret for at most a week', () => {
    for (const overlapSeconds of [0, 7 * 24 * 60 * 60]) expect(rotated({ overlapSeconds })).toEqual([]);
    for (const overlapSeconds of [-1, 0.5, 7 * 24 * 60 * 60 + 1])
      expect(rotated({ overlapSeconds })).toEqual(['overlapSeconds']);
    expect(rotated({})).toEqual([]);
  });
});

const times = { since: '2026-11-22T12:00:00Z', until: '2026-11-23T12:00:00+01:00' };

describe('the log of deliveries', () => {
  test.each(deliveryOutcomes)('is filtered by the outcome %s', (outcome) => {
    expect(listed({ outcome, ...times, limit: '100', cursor: 'x' })).toEqual([]);
    expect(replayed({ outcomes: [outcome], ...times, cursor: 'x' })).toEqual([]);
  });

  test('is not filtered by what there is not', () => {
    expect(listed({ outcome: 'lost', since: 'today', limit: '101', color: 'red' }).sort()).toEqual([
      'color',
      'limit',
      'outcome',
      'since',
    ]);
    expect(listed({ limit: '0', until: 'now', cursor: '' }).sort()).toEqual(['cursor', 'limit', 'until']);
  });
});

describe('a replay', () => {
  test('may be of everything that failed, or of one event', () => {
    expect(replayed({})).toEqual([]);
    for (const eventId of ['evt_a', `evt_${'a-B_9'.repeat(12)}abcd`])
      expect(replayed({ eventId })).toEqual([]);
  });

  test.each(['evt_', 'evt', 'a', `evt_${'a'.repeat(65)}`, 'evt_a b', ' evt_a', 'evt_a ', 'xevt_a'])(
    'is not of %j, the id of no event',
    (eventId) => expect(replayed({ eventId })).toEqual(['eventId']),
  );

  test('names one outcome at least, and at most as many as there are', () => {
    expect(replayed({ outcomes: deliveryOutcomes })).toEqual([]);
    expect(replayed({ outcomes: [...deliveryOutcomes, 'failed'] })).toEqual(['outcomes']);
    expect(replayed({ outcomes: [] })).toEqual(['outcomes']);
    expect(replayed({ outcomes: ['lost'], urls: [] }).sort()).toEqual(['outcomes/0', 'urls']);
  });
});
