import vm from 'node:vm';
import { expect, test } from '@jest/globals';
import { policyFunctionCode } from '../../../lib/site/policy-function.js';

interface Answer {
  statusCode: number;
  headers: Record<string, { value: string }>;
}

/** As CloudFront runs it: only the code, and its `handler` called with the event. */
function atTheEdge(answer: Answer): Answer {
  const context = vm.createContext({ event: { response: answer } });
  return vm.runInContext(`${policyFunctionCode}; handler(event)`, context) as Answer;
}

test('the document’s policy becomes a header, once', () => {
  const headers = {
    'content-type': { value: 'text/html' },
    'x-amz-meta-content-security-policy': { value: "default-src 'none'; script-src 'self'" },
  };
  expect(atTheEdge({ statusCode: 200, headers }).headers).toEqual({
    'content-type': { value: 'text/html' },
    'content-security-policy': { value: "default-src 'none'; script-src 'self'" },
  });
});

test('a response without a policy gets one that allows nothing', () => {
  expect(atTheEdge({ statusCode: 200, headers: {} }).headers).toEqual({
    'content-security-policy': { value: "default-src 'none'" },
  });
});

test('a 304 is not changed: the browser keeps its policy', () => {
  expect(atTheEdge({ statusCode: 304, headers: {} }).headers).toEqual({});
});

test('it fits CloudFront’s limit of 10 KB', () => {
  expect(policyFunctionCode.length).toBeLessThan(10_240);
});
