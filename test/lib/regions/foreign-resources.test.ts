import { describe, expect, test } from '@jest/globals';
import { Stack } from 'aws-cdk-lib';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Alias, Key } from 'aws-cdk-lib/aws-kms';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Auth, Waybill, type WaybillProps } from '../../../lib/index.js';
import { account, region } from '../synthesize.js';
import { withApp } from '../temporary-app.js';

type Given = (stack: Stack, region: string) => WaybillProps;

const keyOf: (...given: Parameters<Given>) => Key = (stack, at) =>
  Key.fromKeyArn(
    stack,
    'Key',
    `arn:aws:kms:${at}:${account}:key/01234567-89ab-cdef-0123-456789abcdef`,
  ) as Key;

const resources: Record<string, Given> = {
  encryptionKey: (stack, at) => ({ encryptionKey: keyOf(stack, at) }),
  formerEncryptionKeys: (stack, at) => ({ formerEncryptionKeys: [keyOf(stack, at)] }),
  alarmTopic: (stack, at) => ({
    alarmTopic: Topic.fromTopicArn(stack, 'Topic', `arn:aws:sns:${at}:${account}:alarms`),
  }),
  eventBus: (stack, at) => ({
    eventBus: EventBus.fromEventBusArn(stack, 'Bus', `arn:aws:events:${at}:${account}:event-bus/files`),
  }),
  'Auth.cognito userPool': (stack, at) => ({
    auth: Auth.cognito({
      userPool: UserPool.fromUserPoolArn(
        stack,
        'Pool',
        `arn:aws:cognito-idp:${at}:${account}:userpool/${at}_a1B2c3D4e`,
      ),
    }),
  }),
  'Auth.lambda': (stack, at) => ({
    auth: Auth.lambda(
      LambdaFunction.fromFunctionAttributes(stack, 'Authorizer', {
        functionArn: `arn:aws:lambda:${at}:${account}:function:authorizer`,
        skipPermissions: true,
      }),
    ),
  }),
};

/** @param isKnown whether the stack's region is known at synth */
function make(given: Given, at: string, isKnown = true): void {
  withApp((app) => {
    const stack = new Stack(app, 'Test', isKnown ? { env: { account, region } } : {});
    new Waybill(stack, 'Waybill', given(stack, at));
  });
}

test.each(Object.entries(resources))(
  '%s of another region is refused before anything is deployed',
  (prop, given) => {
    expect(() => {
      make(given, 'us-east-1');
    }).toThrow(`Waybill: ${prop}: expected one in the stack's region ${region}, got "us-east-1"`);
  },
);

test.each([true, false])(
  'all of the same region are accepted, with the region known at synth: %j',
  (isKnown) => {
    const { encryptionKey, alarmTopic, eventBus, 'Auth.cognito userPool': auth } = resources;
    const all: Given = (...place) => ({
      ...encryptionKey?.(...place),
      ...alarmTopic?.(...place),
      ...eventBus?.(...place),
      ...auth?.(...place),
    });
    expect(() => {
      make(all, region, isKnown);
    }).not.toThrow();
  },
);

describe('an alias, which gives no right to its key in a policy, is refused', () => {
  test.each<[string, Given]>([
    ['encryptionKey', (stack) => ({ encryptionKey: Alias.fromAliasName(stack, 'Key', 'alias/files') })],
    ['encryptionKey', (stack) => ({ encryptionKey: new Key(stack, 'Key').addAlias('alias/files') })],
    [
      'formerEncryptionKeys',
      (stack) => ({
        formerEncryptionKeys: [Key.fromKeyArn(stack, 'Key', `arn:aws:kms:${region}:${account}:alias/files`)],
      }),
    ],
  ])('as %s', (prop, given) => {
    expect(() => {
      make(given, region);
    }).toThrow(`Waybill: ${prop}: expected a key, such as Key.fromKeyArn(...)`);
  });
});
