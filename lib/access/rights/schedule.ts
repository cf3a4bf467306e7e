import type { Rights } from './right.js';

/** The role with which EventBridge Scheduler invokes the sweep. */
export const scheduleRights: Rights = ({ functions }) => [
  { actions: ['lambda:InvokeFunction'], resources: [functions.sweep.arn] },
];
