import type { Claim } from '../iam/claim.js';
import { inS3 } from '../reference/object-actions.js';
import type { Invariant } from './invariant.js';
import * as n from './names.js';

/** CloudFront's origin access control, for this distribution. */
export const pageReads: Claim = {
  who: ['cloudfront.amazonaws.com'],
  action: ['s3:GetObject'],
  resource: ['arn:aws:s3:::SiteBucket/*'],
  when: { StringEquals: { 'aws:SourceArn': [n.distribution] } },
};

/** With `site`: the bucket of the page, which is public through CloudFront alone. */
export const pageInvariants: readonly Invariant[] = [
  {
    name: 'page-tls',
    says: 'No one reaches the page’s bucket without TLS 1.2 or newer: CloudFront reads it so too.',
    of: {
      resource: n.site,
      action: ['s3:*'],
      either: [
        { when: { Bool: { 'aws:SecureTransport': ['false'] } } },
        { when: { NumericLessThan: { 's3:TlsVersion': ['1.2'] } } },
      ],
    },
    only: [],
  },
  {
    name: 'page-private',
    says: 'Besides the account’s own identities, the stack’s distribution alone reads the page’s bucket.',
    of: {
      notWho: ['administrator', 'breakGlass', 'deployer', n.emptyingRole, n.copyingRole],
      resource: n.site,
      action: ['s3:*'],
    },
    only: [pageReads],
  },
  {
    name: 'page-can',
    says: 'The stack’s distribution can read the page.',
    may: [
      {
        ...pageReads,
        action: inS3('read').slice(0, 1),
        either: [
          {
            when: {
              Bool: { 'aws:SecureTransport': ['true'] },
              NumericGreaterThanEquals: { 's3:TlsVersion': ['1.2'] },
            },
          },
        ],
      },
    ],
  },
];
