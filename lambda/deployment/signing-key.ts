import { setTimeout as wait } from 'node:timers/promises';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { publicKeyIn } from '../aws/signing/cdn/key-pair.js';

/**
 * Custom resource of CloudFormation: a key pair in the secret `SecretArn`; its attribute `PublicKey` is the public half.
 * CloudFormation removes the secret, so there is nothing to do for a deletion.
 */
export async function handler(event: CloudFormationCustomResourceEvent): Promise<void> {
  await answer(event, await outcomeOf(event));
}

type Outcome =
  | { readonly Status: 'SUCCESS'; readonly Data?: { readonly PublicKey: string } }
  | { readonly Status: 'FAILED'; readonly Reason: string };

async function outcomeOf({
  RequestType,
  ResourceProperties,
}: CloudFormationCustomResourceEvent): Promise<Outcome> {
  if (RequestType === 'Delete') return { Status: 'SUCCESS' };
  try {
    return {
      Status: 'SUCCESS',
      Data: { PublicKey: await withNewRight(() => publicKeyIn(String(ResourceProperties['SecretArn']))) },
    };
  } catch (error) {
    return { Status: 'FAILED', Reason: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Retries with backoff what is denied: the right to a new secret is seconds old (IAM user guide, "Changes that I make are
 * not always immediately visible").
 */
async function withNewRight<T>(call: () => Promise<T>, delaysSeconds = [1, 2, 4, 8, 16]): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const [delay, ...later] = delaysSeconds;
    const isDenied = error instanceof Error && error.name === 'AccessDeniedException';
    if (!isDenied || delay === undefined) throw error;
    await wait(delay * 1000);
    return withNewRight(call, later);
  }
}

/**
 * CloudFormation user guide, "Custom resource response objects": to a presigned URL, without a content type, since the
 * signature covers one that is empty.
 */
async function answer(event: CloudFormationCustomResourceEvent, outcome: Outcome): Promise<void> {
  const { StackId, RequestId, LogicalResourceId } = event;
  const PhysicalResourceId = 'PhysicalResourceId' in event ? event.PhysicalResourceId : LogicalResourceId;
  const body = JSON.stringify({ ...outcome, StackId, RequestId, LogicalResourceId, PhysicalResourceId });
  const { status } = await fetch(event.ResponseURL, {
    method: 'PUT',
    headers: { 'content-type': '' },
    body,
    signal: AbortSignal.timeout(10_000),
  });
  // Thrown, so that Lambda retries.
  if (status !== 200) throw new Error(`CloudFormation's bucket answered ${String(status)}`);
}
