import { describe, expect, test } from '@jest/globals';
import { answerMs } from '../../../lambda/handlers/before-timeout.js';
import { attemptMs } from '../../../lambda/outbound/webhook-post.js';
import { patience } from '../../../lambda/aws/patience.js';
import { find, resourcesOf, synthesize } from '../synthesize.js';

const resources = resourcesOf(synthesize());
const numberOf = (type: string, name: string, property: string) =>
  Number(find(resources, type, name).Properties[property]);

const fed = [
  ['Deliver', 'WebhookQueue'],
  ['Validate', 'ValidationQueue'],
] as const;

describe.each(fed)('%s, which receives batches from %s', (name, queue) => {
  const timeoutSeconds = numberOf('AWS::Lambda::Function', name, 'Timeout');

  test('has a visibility timeout of six times its timeout (Lambda developer guide, "Using Lambda with Amazon SQS")', () => {
    expect(numberOf('AWS::SQS::Queue', queue, 'VisibilityTimeout')).toBeGreaterThanOrEqual(
      6 * timeoutSeconds,
    );
  });

  test('has time for a record whose first request to AWS is tried twice, and for its own response', () => {
    const { requestTimeout, connectionTimeout } = patience().requestHandler;
    expect(timeoutSeconds * 1000 - answerMs).toBeGreaterThan(2 * (requestTimeout + connectionTimeout));
  });
});

test('an attempt at a webhook leaves time to read its endpoint before, and to write down its outcome after it', () => {
  const timeoutMs = 1000 * numberOf('AWS::Lambda::Function', 'Deliver', 'Timeout');
  const { requestTimeout } = patience().requestHandler;
  expect(timeoutMs - answerMs).toBeGreaterThanOrEqual(requestTimeout + attemptMs + requestTimeout);
});
