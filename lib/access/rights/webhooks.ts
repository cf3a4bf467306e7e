import { onlyItems, type Rights } from './right.js';

/** Manages endpoints and reads their logs. */
export const webhooks: Rights = ({ table, webhookQueue, webhookKey }) => [
  {
    sid: 'KeepEndpoints',
    actions: ['dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:Query'],
    resources: [table],
    conditions: onlyItems('WEBHOOK', 'WEBHOOK#*'),
  },
  // Files by name alone: what is sent again says what a file is called now.
  {
    sid: 'ReadRecords',
    actions: ['dynamodb:GetItem'],
    resources: [table],
    conditions: onlyItems('WEBHOOK', 'WEBHOOK#*', 'FILE#*'),
  },
  { actions: ['sqs:SendMessage'], resources: [webhookQueue] },
  { actions: ['secretsmanager:GetSecretValue'], resources: [webhookKey] },
];
