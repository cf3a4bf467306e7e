import { onlyItems, type Rights } from './right.js';

/** Manages records, grants and links, and removes versions; it can neither read nor write objects. */
export const filesRights: Rights = ({ table, indexes, objects, validationQueue, functions }) => [
  { actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:UpdateItem'], resources: [table] },
  {
    sid: 'AddSharesAndGrants',
    actions: ['dynamodb:PutItem'],
    resources: [table],
    conditions: onlyItems('SHARE#*', 'FILE#*'),
  },
  {
    sid: 'TakeGrantsAndSharesAway',
    actions: ['dynamodb:DeleteItem'],
    resources: [table],
    conditions: onlyItems('SHARE#*', 'FILE#*'),
  },
  { actions: ['dynamodb:Query'], resources: [table, ...indexes] },
  // Decisions on held files: only `validate` may tag.
  { actions: ['sqs:SendMessage'], resources: [validationQueue] },
  { sid: 'RemoveVersion', actions: ['s3:DeleteObjectVersion'], resources: [objects] },
  { actions: ['lambda:InvokeFunction'], resources: [functions.sweep.arn] },
];
