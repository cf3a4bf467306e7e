import type { Rights } from './right.js';

/** The role with which EventBridge Scheduler invokes the sweep. */
export const schedule: Rights = ({ functions }) => [
  { actions: ['lambda:InvokeFunction'], resources: [functions.sweep.arn] },
];
