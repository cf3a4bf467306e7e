import { onlyItems, type Rights } from './right.js';

/** Sends events to endpoints, and writes only their state and log. */
export const deliverRights: Rights = ({ table, webhookQueue, webhookKey }) => [
  {
    sid: 'KeepLog',
    actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
    resources: [table],
    conditions: onlyItems('WEBHOOK', 'WEBHOOK#*'),
  },
  {
    actions: [
      'sqs:ReceiveMessage',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:ChangeMessageVisibility',
    ],
    resources: [webhookQueue],
  },
  { actions: ['secretsmanager:GetSecretValue'], resources: [webhookKey] },
];
