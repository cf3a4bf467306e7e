import type { Claim } from './claim.js';
import type { WrittenDocument } from './statement.js';

export type Written = WrittenDocument['Statement'][number];

/** Policies: of the role `reader`, of its session, of who may assume it, and of a resource. */
export interface Given {
  readonly identity?: readonly Written[];
  readonly session?: readonly Written[];
  readonly trust?: readonly Written[];
  readonly resource?: readonly Written[];
}

export const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const everyone = { AWS: '*' };
const object = 'arn:aws:s3:::b/o';

export const allow = (more: Partial<Written> = {}): Written => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: object,
  ...more,
});
const deny = (more: Partial<Written> = {}): Written => ({
  ...allow(more),
  Effect: 'Deny',
  Principal: everyone,
});
export const get = (who: string, more: Claim = {}): Claim => ({
  who: [who],
  action: ['s3:GetObject'],
  resource: [object],
  ...more,
});
const tags = (operator: string): Written =>
  allow({ Condition: { [operator]: { 's3:RequestObjectTagKeys': ['verdict'] } } });
const when = (operator: string, key: string, ...values: string[]): Claim => ({
  when: { [operator]: { [key]: values } },
});

export const evaluations: readonly (readonly [string, Given, Claim, 'all' | 'none' | 'some'])[] = [
  ['nothing is allowed by nobody', {}, get('reader'), 'none'],
  ['an identity’s policy suffices in its account', { identity: [allow()] }, get('reader'), 'all'],
  ['it is no other’s', { identity: [allow()] }, get('other'), 'none'],
  [
    'a resource’s policy suffices in its account',
    { resource: [allow({ Principal: { AWS: arn('other') } })] },
    get('other'),
    'all',
  ],
  ['a denial wins', { identity: [allow()], resource: [deny()] }, get('reader'), 'none'],
  ['an administrator is denied too', { resource: [deny()] }, get('administrator'), 'none'],
  ['another account needs the resource’s policy', {}, get('anotherAccount'), 'none'],
  [
    'and has it where it names everyone',
    { resource: [allow({ Principal: everyone })] },
    get('anotherAccount'),
    'all',
  ],
  [
    'a service is allowed by name',
    { resource: [allow({ Principal: { Service: 's3.amazonaws.com' } })] },
    get('s3.amazonaws.com'),
    'all',
  ],
  [
    'and no other service',
    { resource: [allow({ Principal: { Service: 's3.amazonaws.com' } })] },
    get('anotherService'),
    'none',
  ],
  [
    'all but one are allowed',
    { resource: [allow({ NotPrincipal: { AWS: arn('other') } })] },
    get('anonymous'),
    'all',
  ],
  [
    'and that one is not',
    { resource: [allow({ NotPrincipal: { AWS: arn('other') } })] },
    get('other'),
    'none',
  ],
  [
    'a session is held by its policy',
    { identity: [allow()], session: [allow({ Action: 's3:PutObject' })] },
    get('reader session'),
    'none',
  ],
  ['and by its role', { identity: [], session: [allow()] }, get('reader session'), 'none'],
  ['the role itself is not', { identity: [allow()], session: [] }, get('reader'), 'all'],
  [
    'an own policy does not suffice to assume a role',
    { identity: [allow({ Action: 'sts:AssumeRole', Resource: arn('other') })] },
    { who: ['reader'], action: ['sts:AssumeRole'], resource: [arn('other')] },
    'none',
  ],
  [
    'a trust policy that names the sender does',
    {
      trust: [
        {
          Effect: 'Allow',
          Principal: { AWS: arn('other') },
          Action: 'sts:AssumeRole',
          Resource: arn('reader'),
        },
      ],
    },
    { who: ['other'], action: ['sts:AssumeRole'], resource: [arn('reader')] },
    'all',
  ],
  [
    'names of actions are not case-sensitive',
    { identity: [allow({ Action: 'S3:getobject' })] },
    get('reader'),
    'all',
  ],
  ['`?` is one character', { identity: [allow({ Action: 's3:?etObject' })] }, get('reader'), 'all'],
  ['of a wildcard some match', { identity: [allow()] }, get('reader', { action: ['s3:Get*'] }), 'some'],
  [
    'NotAction is all but',
    { identity: [{ Effect: 'Allow', NotAction: 's3:Put*', Resource: object }] },
    get('reader'),
    'all',
  ],
  [
    'NotResource is all but',
    { identity: [{ Effect: 'Allow', Action: 's3:*', NotResource: object }] },
    get('reader'),
    'none',
  ],
  [
    'a missing key does not match',
    { identity: [allow({ Condition: { StringEquals: { 'aws:SourceAccount': '1' } } })] },
    get('reader', when('Null', 'aws:SourceAccount', 'true')),
    'none',
  ],
  [
    'it matches what is negated',
    { identity: [allow({ Condition: { StringNotEquals: { 'aws:SourceAccount': '1' } } })] },
    get('reader', when('Null', 'aws:SourceAccount', 'true')),
    'all',
  ],
  [
    'and IfExists',
    { identity: [allow({ Condition: { StringEqualsIfExists: { 'aws:SourceAccount': '1' } } })] },
    get('reader', when('Null', 'aws:SourceAccount', 'true')),
    'all',
  ],
  [
    'names of keys are not case-sensitive',
    { identity: [allow({ Condition: { StringEquals: { 'AWS:sourceaccount': '1' } } })] },
    get('reader', when('StringEquals', 'aws:SourceAccount', '1')),
    'all',
  ],
  [
    'StringEquals knows no wildcard',
    { identity: [allow({ Condition: { StringEquals: { 'aws:SourceAccount': '*' } } })] },
    get('reader', when('StringEquals', 'aws:SourceAccount', '1')),
    'none',
  ],
  [
    'StringLike does',
    { identity: [allow({ Condition: { StringLike: { 'aws:SourceAccount': '1*' } } })] },
    get('reader', when('StringEquals', 'aws:SourceAccount', '12')),
    'all',
  ],
  [
    'one of several values suffices',
    { identity: [allow({ Condition: { StringEquals: { 'aws:SourceAccount': ['1', '2'] } } })] },
    get('reader', when('StringEquals', 'aws:SourceAccount', '2')),
    'all',
  ],
  [
    'of negated values none may match',
    { identity: [allow({ Condition: { StringNotEquals: { 'aws:SourceAccount': ['1', '2'] } } })] },
    get('reader', when('StringEquals', 'aws:SourceAccount', '2')),
    'none',
  ],
  [
    'numbers are compared as numbers',
    { identity: [allow({ Condition: { NumericLessThan: { 's3:signatureAge': '1000' } } })] },
    get('reader', when('NumericLessThanEquals', 's3:signatureAge', '999')),
    'all',
  ],
  [
    'at their limit too',
    { identity: [allow({ Condition: { NumericLessThan: { 's3:signatureAge': '1000' } } })] },
    get('reader', when('NumericLessThanEquals', 's3:signatureAge', '1000')),
    'some',
  ],
  [
    'ForAllValues is true for none',
    { identity: [tags('ForAllValues:StringEquals')] },
    get('reader', when('Null', 's3:RequestObjectTagKeys', 'true')),
    'all',
  ],
  [
    'ForAnyValue is not',
    { identity: [tags('ForAnyValue:StringEquals')] },
    get('reader', when('Null', 's3:RequestObjectTagKeys', 'true')),
    'none',
  ],
  [
    'ForAnyValue suffices with one',
    { identity: [tags('ForAnyValue:StringEquals')] },
    get('reader', when('ForAnyValue:StringEquals', 's3:RequestObjectTagKeys', 'verdict')),
    'all',
  ],
  [
    'ForAllValues needs all',
    { identity: [tags('ForAllValues:StringEquals')] },
    get('reader', when('ForAnyValue:StringNotEquals', 's3:RequestObjectTagKeys', 'verdict')),
    'none',
  ],
];
