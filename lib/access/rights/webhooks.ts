import { onlyItems, type Rights } from './right.js';

/** Manages endpoints and reads their logs. */
export const webhooksRights: Rights = ({ table, webhookQueue, webhookKey }) => [
  {
    sid: 'KeepEndpoints',
    actions: ['dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:Query'],
    resources: [table],
    conditions: onlyItems('WEBHOOK', 'WEBHOOK#*'),
  },
  // Of files only the name: a replay has the current name.
  {
    sid: 'ReadRecords',
    actions: ['dynamodb:GetItem'],
    resources: [table],
    conditions: onlyItems('WEBHOOK', 'WEBHOOK#*', 'FILE#*'),
  },
  { actions: ['sqs:SendMessage'], resources: [webhookQueue] },
  { actions: ['secretsmanager:GetSecretValue'], resources: [webhookKey] },
];
