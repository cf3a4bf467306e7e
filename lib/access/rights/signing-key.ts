import type { Rights } from './right.js';

/** Makes key pairs of the CDN at deployment, and writes the private half into its secret. */
export const signingKeyRights: Rights = ({ cdn }) =>
  cdn
    ? [
        {
          sid: 'KeepSigningKey',
          actions: ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'],
          resources: cdn.privateKeys,
        },
        { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [cdn.makerLogs] },
      ]
    : [];
