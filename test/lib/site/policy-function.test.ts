import vm from 'node:vm';
import { expect, test } from '@jest/globals';
import { policyFunctionCode } from '../../../lib/site/policy-function.js';

interface Answer {
  statusCode: number;
  headers: Record<string, { value: string }>;
}

/** As CloudFront runs it: the code alone, and its `handler` called with the event. */
function atTheEdge(answer: Answer): Answer {
  const context = vm.createContext({ event: { response: answer } });
  return vm.runInContext(`${policyFunctionCode}; handler(event)`, context) as Answer;
}

test('the document’s policy becomes a header, and is told once', () => {
  const headers = {
    'content-type': { value: 'text/html' },
    'x-amz-meta-content-security-policy': { value: "default-src 'none'; script-src 'self'" },
  };
  expect(atTheEdge({ statusCode: 200, headers }).headers).toEqual({
    'content-type': { value: 'text/html' },
    'content-security-policy': { value: "default-src 'none'; script-src 'self'" },
  });
});

test('what came without a policy may do nothing', () => {
  expect(atTheEdge({ statusCode: 200, headers: {} }).headers).toEqual({
    'content-security-policy': { value: "default-src 'none'" },
  });
});

test('word that nothing has changed changes nothing: the browser keeps the policy that it has', () => {
  expect(atTheEdge({ statusCode: 304, headers: {} }).headers).toEqual({});
});

test('it fits CloudFront’s limit of 10 KB', () => {
  expect(policyFunctionCode.length).toBeLessThan(10_240);
});
