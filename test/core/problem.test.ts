import { expect, test } from '@jest/globals';
import { explainProblem, problems } from '../../lambda/core/problem.js';

test.each(Object.keys(problems))('the problem %s is explained by its code, with its status', (code) => {
  const { title, status } = problems[code as keyof typeof problems];
  expect(explainProblem(code)).toEqual({ code, title, status });
});

test.each(['', 'no-such-problem', 'toString', '__proto__', 'constructor'])(
  'the code %j, which no answer has, is not found',
  (code) => {
    expect(() => explainProblem(code)).toThrow(
      expect.objectContaining({
        code: 'problem-not-found',
        detail: expect.stringContaining('docs/problems.md'),
      }),
    );
  },
);
