import { expect, test } from '@jest/globals';
import { boundAddress } from '../../../lambda/core/read/bound-address.js';

const bindsReads = { bindsReads: true };

test('a read is bound to the address of its request, if it wants to be', () => {
  expect(boundAddress(bindsReads, 'ip', '203.0.113.7')).toBe('203.0.113.7');
  expect(boundAddress(bindsReads, undefined, '203.0.113.7')).toBeUndefined();
  expect(boundAddress({}, undefined, '203.0.113.7')).toBeUndefined();
});

test.each(['2001:db8::7', '::ffff:203.0.113.7', '203.0.113.7, 10.0.0.1', ''])(
  'no address that a policy cannot name: %j',
  (source) => {
    expect(() => boundAddress(bindsReads, 'ip', source)).toThrow(
      expect.objectContaining({ code: 'bind-not-available', detail: expect.stringContaining('IPv4') }),
    );
  },
);

test('not where the deployment binds none: the URL would work from anywhere', () => {
  expect(() => boundAddress({}, 'ip', '203.0.113.7')).toThrow(
    expect.objectContaining({ code: 'bind-not-available', detail: expect.stringContaining('bindReads') }),
  );
});
