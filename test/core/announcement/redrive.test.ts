import { describe, expect, test } from '@jest/globals';
import { redriveChanges } from '../../../lambda/core/announcement/announce.js';
import type { DomainEvent } from '../../../lambda/core/event/event.js';
import type { RecordChange } from '../../../lambda/core/announcement/record-change.js';
import { UnreadableRecord } from '../../../lambda/core/event/unreadable-record.js';
import { noon, photo } from '../records.js';

describe('a kept batch', () => {
  const created = (revision: number) => (): RecordChange => ({
    kind: 'file',
    after: photo({ revision }),
    at: noon,
  });
  const broken = () => {
    throw new UnreadableRecord('a record lacks its id');
  };
  const records = [created(1), broken, created(2), () => undefined, created(3)];
  const bus = () => {
    const told: number[] = [];
    const publish = async (events: readonly DomainEvent[]) => {
      const [refused] = events.filter(({ revision }) => revision === 2);
      told.push(...events.filter((one) => one !== refused).map(({ revision }) => revision));
      return new Map(refused && [[refused.id, 'ThrottlingException']]);
    };
    return { told, ports: { publish, endpoints: async () => [], order: async () => new Map() } };
  };

  test('is published except for failing records, each with the reason, whatever precedes it', async () => {
    const { told, ports } = bus();
    const { announced, failures } = await redriveChanges(ports, records, false);
    expect(told).toEqual([1, 3]);
    expect(announced.map(({ revision }) => revision)).toEqual([1, 3]);
    expect(failures).toEqual([
      { index: 1, reason: 'UnreadableRecord: a record lacks its id' },
      { index: 2, reason: 'ThrottlingException' },
    ]);
  });

  test('names a record once of whose events several failed, with the first reason', async () => {
    const at = noon;
    const files = ['one', 'two'].map((id) => ({ id, owner: 'alice', revision: 1, expiresAt: at }));
    const read = (): RecordChange => ({
      kind: 'read',
      after: { id: 'read_1', at, how: 'bulk', subject: 'bob', shareId: null, files },
    });
    const publish = async (events: readonly DomainEvent[]) =>
      new Map(events.map(({ id }, index) => [id, `reason ${index + 1}`]));
    const ports = { publish, endpoints: async () => [], order: async () => new Map() };
    const { failures } = await redriveChanges(ports, [broken, read], false);
    expect(failures).toEqual([
      { index: 0, reason: 'UnreadableRecord: a record lacks its id' },
      { index: 1, reason: 'reason 1' },
    ]);
  });

  test('is not published in a dry run', async () => {
    const { told, ports } = bus();
    const { announced, failures } = await redriveChanges(ports, records, true);
    expect(told).toEqual([]);
    expect(announced.map(({ revision }) => revision)).toEqual([1, 2, 3]);
    expect(failures.map(({ index }) => index)).toEqual([1]);
  });
});
