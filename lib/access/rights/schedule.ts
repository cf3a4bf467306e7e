import type { Rights } from './right.js';

/** EventBridge Scheduler's, with which it invokes the sweep. */
export const schedule: Rights = ({ functions }) => [
  { actions: ['lambda:InvokeFunction'], resources: [functions.sweep.arn] },
];
