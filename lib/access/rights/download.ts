import { readCleanOnly } from './read-clean-only.js';
import { onlyItems, type Rights } from './right.js';

/** Presigns reads of verified versions; of the records it updates only links. */
export const downloadRights: Rights = (deployment) => {
  const { table, policy, readSigner, cdn } = deployment;
  return [
    // Queries find a file's grants.
    { actions: ['dynamodb:GetItem', 'dynamodb:Query'], resources: [table] },
    { actions: ['dynamodb:BatchGetItem'], resources: [table] },
    {
      sid: 'CountShares',
      actions: ['dynamodb:UpdateItem'],
      resources: [table],
      conditions: onlyItems('SHARE#*'),
    },
    ...readCleanOnly(deployment),
    ...(readSigner ? [{ sid: 'SignLongReads', actions: ['sts:AssumeRole'], resources: [readSigner] }] : []),
    ...(cdn
      ? // While a new key is deployed, it signs with the one before.
        [{ sid: 'SignCdnReads', actions: ['secretsmanager:GetSecretValue'], resources: cdn.privateKeys }]
      : []),
    // Reads are announced through the table; it may put items, but not read them.
    ...(policy.announceReads
      ? [
          {
            sid: 'NoteReads',
            actions: ['dynamodb:PutItem'],
            resources: [table],
            conditions: onlyItems('READ#*'),
          },
        ]
      : []),
  ];
};
