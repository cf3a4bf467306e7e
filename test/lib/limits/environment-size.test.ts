import { describe, expect, test } from '@jest/globals';
import { CfnParameter, Stack } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import { activeKinds } from '../../../lambda/core/content/index.js';
import { FindingGrade, Permission, Waybill, type WaybillProps } from '../../../lib/index.js';
import { ofType, resourcesOf, synthesize } from '../synthesize.js';
import { withApp } from '../temporary-app.js';

const roles = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`department-${100 + i}`, [Permission.FILES_READ]]),
  );
const webhooks = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ url: `https://hooks-${i}.example.com/${'x'.repeat(50)}` }));

/** Bytes of each function's environment as Lambda prints them after "String measured". */
function environments(template: Template): number[] {
  return ofType(resourcesOf(template), 'AWS::Lambda::Function').map(([, { Properties }]) =>
    Buffer.byteLength(JSON.stringify((Properties['Environment'] as { Variables: object }).Variables)),
  );
}

/** As many as synthesize. */
function most(props: (count: number) => WaybillProps, from: number): number {
  let count = from;
  for (; ; count++) {
    try {
      synthesize(props(count + 1));
    } catch {
      return count;
    }
  }
}

describe('an environment that Lambda would refuse fails at synth', () => {
  test('many roles, with what is escaped of them counted', () => {
    expect(() => synthesize({ roles: roles(60) })).toThrow(
      /^Waybill: roles: expected at most \d+ bytes as JSON: .* 4096 bytes .* fewer roles, .* got "2\d\d\d bytes"$/,
    );
  });

  test('many types', () => {
    const allowedTypes = Array.from({ length: 200 }, (_, i) => `application/x-long-name-${i}+json`);
    expect(() => synthesize({ allowedTypes })).toThrow(
      /^Waybill: allowedTypes: expected at most .* allow fewer types, got "\d+ bytes"$/,
    );
  });

  test('many roles and webhooks, each of which alone has room', () => {
    expect(() => synthesize({ roles: roles(20), allowedTypes: ['image/png'] })).not.toThrow();
    expect(() => synthesize({ roles: roles(31), webhooks: webhooks(10) })).toThrow(
      /^Waybill: \w+: expected at most \d+ bytes as JSON: with more, the environment of `\w+` could have/,
    );
  });

  test('many kinds of active content, when they leave no room', () => {
    const grade = ({ severity }: { severity: string }) =>
      severity === 'warn' ? FindingGrade.REFUSE : FindingGrade.WARN;
    const activeContent = Object.fromEntries(
      Object.entries(activeKinds).map(([kind, rule]) => [kind, grade(rule)]),
    );
    const fitting = most((count) => ({ roles: roles(count) }), 30);
    expect(() => synthesize({ activeContent })).not.toThrow();
    expect(() => synthesize({ roles: roles(fitting), activeContent })).toThrow(
      /^Waybill: roles: expected at most/,
    );
  });

  test('names that are not ASCII count as they may be escaped', () => {
    const named = (letter: string) => ({
      allowedTypes: ['image/png'],
      roles: Object.fromEntries(
        Array.from({ length: 20 }, (_, i) => [letter.repeat(30) + String(i), [Permission.FILES_READ]]),
      ),
    });
    expect(() => synthesize(named('a'))).not.toThrow();
    expect(() => synthesize(named('ö'))).toThrow(/^Waybill: roles: /);
  });

  test('the room that the message names is the room that there is', () => {
    const names = (count: number): WaybillProps => ({ roles: roles(count), webhooks: webhooks(5) });
    const fitting = most(names, 18);
    const message = (() => {
      try {
        synthesize(names(fitting + 1));
      } catch (error) {
        return String(error);
      }
      throw new Error('it fits');
    })();
    const [, room] = /at most (\d+) bytes/.exec(message) ?? [];
    const bytes = (count: number) => JSON.stringify(JSON.stringify(roles(count))).length - 2;
    expect(Number(room)).toBeGreaterThanOrEqual(bytes(fitting));
    expect(Number(room)).toBeLessThan(bytes(fitting + 1));
    for (const environment of environments(synthesize(names(fitting))))
      expect(environment).toBeLessThan(4096);
  }, 120_000);
});

test('what is known at deployment alone counts with the most that it may be', () => {
  const synth = (stackName: string, url: (stack: Stack) => string) => {
    withApp((app) => {
      const stack = new Stack(app, 'Test', { stackName });
      const address = url(stack);
      new Waybill(stack, 'Waybill', { roles: roles(35), publicUrl: address, storageEndpoint: address });
    });
  };
  expect(() => {
    synth('S', () => 'https://files.example.com');
  }).not.toThrow();
  expect(() => {
    synth('S'.repeat(128), (stack) => new CfnParameter(stack, 'Url').valueAsString);
  }).toThrow(/^Waybill: roles: /);
});
