/** What a check of one file may cost, and whether it kept to that. */
import { bytesReader, checkContent, type CheckLevel } from '../../lambda/core/content/index.js';
import type { OperationCounter } from './operations.js';
import type { Repetition } from './repetition.js';

/** Steps that the checker counts itself, and blocks of its code that ran, by the byte read. */
export const mostPerByte = { steps: 40, operations: 40 } as const;
/** What any check costs, and a shorter file counts as. */
const leastBytes = 64 * 1024;

export interface Work {
  readonly name: string;
  readonly level: CheckLevel;
  readonly stepsPerByte: number;
  readonly operationsPerByte: number;
}

export const levels: readonly CheckLevel[] = ['strict', 'full'];

export async function workOf(
  { name, bytes }: Repetition,
  level: CheckLevel,
  counter: OperationCounter,
): Promise<Work> {
  counter.take();
  const { steps, bytesRead } = await checkContent(bytesReader(bytes), { level });
  const read = Math.max(leastBytes, bytesRead);
  return { name, level, stepsPerByte: steps / read, operationsPerByte: counter.take() / read };
}

/** What is wrong with it, in words; `undefined` when it kept to the bounds. */
export function excess({ name, level, stepsPerByte, operationsPerByte }: Work): string | undefined {
  const isOver = stepsPerByte > mostPerByte.steps || operationsPerByte > mostPerByte.operations;
  return isOver
    ? `${name} at ${level}: ${stepsPerByte.toFixed(1)} steps and ${operationsPerByte.toFixed(1)} operations a byte read`
    : undefined;
}
