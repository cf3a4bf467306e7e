import { describe, expect, test } from '@jest/globals';
import { readContext } from '../../../local/deployment/context.js';

describe('settings of a deployment, given to npm start', () => {
  test('are those of the context, each with its value', () => {
    expect(readContext(['onFinding=hold', 'roles={"a":["files:read"]}', 'maxSize=1MiB'])).toEqual({
      onFinding: 'hold',
      roles: '{"a":["files:read"]}',
      maxSize: '1MiB',
    });
  });

  test.each([
    ['onFinding', /-c onFinding is no setting\. Give it as npm start -- -c onFinding=hold/],
    ['onFindings=hold', /-c onFindings: not known; the keys are .*onFinding/],
    ['onFinding=keep', /-c onFinding: expected reject or hold, got "keep"\. docs\/construct\.md/],
    ['malwareProtection=true', /GuardDuty, which the local engine lacks.*Remove it/],
    ['issuer=https://login.example.com', /would lock out the accounts of this machine/],
    [
      'authorizer=arn:aws:lambda:eu-west-1:111122223333:function:a',
      /would lock out the accounts of this machine/,
    ],
    ['stackName=Other', /is set by `npm start` itself/],
    ['constructor=x', /-c constructor: not known/],
  ])('%s is refused in a sentence', (given, sentence) => {
    expect(() => readContext([given])).toThrow(sentence);
  });
});
