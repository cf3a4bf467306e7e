import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { Duration } from 'aws-cdk-lib';
import { roleNames } from '../../../lib/access/rights.js';
import type { RoleName } from '../../../lib/access/rights/right.js';
import { constructId } from '../../../lib/function/function.js';
import type { WaybillProps } from '../../../lib/index.js';
import { find, ofType, resourcesOf, synthesize } from '../synthesize.js';
import { breakGlassCases, cases as roleCases } from './cases.js';
import { announceRows, webhookRows } from './event-cases.js';
import { decide, deniers, type Statement } from './evaluate.js';
import { breakGlassArn, get, inUrl, minutesOld, onRole, onTable, once, put, type Who } from './requests.js';
import { readSignerCases } from './read-signer-cases.js';
import { named } from './row.js';
import { scannerCases } from './scanner-cases.js';

const cases = [...roleCases, ...named([...announceRows, ...webhookRows])];

type Policies = Readonly<Record<RoleName | 'bucket', readonly Statement[]>>;

/** The policies as deployed; a role that does not exist has none. The two statements of the CDK get names. */
function policiesOf(props: WaybillProps = {}, context: Record<string, unknown> = {}): Policies {
  const resources = resourcesOf(synthesize(props, context));
  const statements = (type: string, prefix: string) =>
    (find(resources, type, prefix).Properties['PolicyDocument'] as { Statement: Statement[] }).Statement;
  const made = ofType(resources, 'AWS::IAM::Role').map(([id]) => id);
  const ofRoles = roleNames.map((name) => {
    const role = `${constructId(name)}Role`;
    const isMade = made.some((id) => id.startsWith(`Waybill${role}`));
    return [name, isMade ? statements('AWS::IAM::Policy', role) : []] as const;
  });
  return {
    ...(Object.fromEntries(ofRoles) as Record<RoleName, Statement[]>),
    bucket: statements('AWS::S3::BucketPolicy', 'Bucket').map((one) => ({
      ...one,
      Sid: one.Sid ?? tlsName(one),
    })),
  };
}

function tlsName({ Condition = {} }: Statement): string {
  return 'Bool' in Condition ? 'HTTPS' : 'TLS 1.2';
}

const everything: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };

function statementsFor(who: Who, policies: Policies): Statement[] {
  const own = who === 'admin' || who === 'breakGlass' || who === 'cdn' ? [everything] : policies[who];
  return [...own, ...policies.bucket];
}

/** The cases whose result differs from the table. */
function wrongCases(policies: Policies): string[] {
  return cases
    .filter(({ answer, who, request }) => decide(request, statementsFor(who, policies)) !== answer)
    .map(({ who, what }) => `${who}: ${what}`);
}

/** What `cdk init` puts into a new app's context. */
const recommendedFlags = createRequire(import.meta.url)(
  'aws-cdk-lib/recommended-feature-flags.json',
) as Record<string, unknown>;

describe('bucket policy and roles', () => {
  const policies = policiesOf();

  test.each(cases)('$who: $what: $answer', ({ answer, who, request, deniedBy }) => {
    const statements = statementsFor(who, policies);
    expect(decide(request, statements)).toBe(answer);
    if (deniedBy !== undefined) expect(deniers(request, statements)).toContain(deniedBy);
  });

  test('answer the same in an app with all recommended feature flags', () => {
    expect(wrongCases(policiesOf({}, recommendedFlags))).toEqual([]);
  });
});

describe('each part of a policy is needed', () => {
  const policies = policiesOf();
  const parts = (Object.keys(policies) as (keyof Policies)[]).flatMap((owner) =>
    policies[owner].map((statement, index) => ({
      owner,
      statement,
      index,
      name: statement.Sid ?? actionsOf(statement),
    })),
  );

  test.each(parts)('$owner: without $name a case is answered otherwise', ({ owner, index }) => {
    const without = policies[owner].filter((_, other) => other !== index);
    expect(wrongCases({ ...policies, [owner]: without })).not.toEqual([]);
  });

  const conditions = parts.flatMap((part) =>
    Object.entries(part.statement.Condition ?? {}).flatMap(([operator, keys]) =>
      Object.keys(keys).map((key) => ({ ...part, operator, key })),
    ),
  );

  // I5, I8: the bucket policy denies what a role's own conditions deny too. Each must be sufficient alone, so a role's
  // are tested without the bucket's.
  const answers = (from: Policies, owner: keyof Policies, changed: readonly Statement[]) =>
    cases.map(({ who, request }) => {
      if (owner === 'bucket') return decide(request, statementsFor(who, { ...from, bucket: changed }));
      return who === owner ? decide(request, changed) : undefined;
    });

  // Whole writes and parts have ages of their own, each of which may be the longer one.
  const deployments = [5, 30].map((minutes) => policiesOf({ partUrlLife: Duration.minutes(minutes) }));

  test.each(conditions)('$owner: without $operator $key in $name a case is answered otherwise', (part) => {
    const { owner, index, operator, key } = part;
    const changes = deployments.map((from) => {
      const statement = from[owner][index];
      if (!statement) throw new Error(`${owner} has no statement ${index}`);
      const keys = Object.fromEntries(
        Object.entries(statement.Condition?.[operator] ?? {}).filter(([other]) => other !== key),
      );
      const relaxed = { ...statement, Condition: { ...statement.Condition, [operator]: keys } };
      const before = answers(from, owner, from[owner]);
      return answers(from, owner, from[owner].with(index, relaxed)).filter((one, at) => one !== before[at]);
    });
    expect(changes.flat()).not.toEqual([]);
  });
});

function actionsOf({ Action, NotAction }: Statement): string {
  return String(Action ?? NotAction);
}

describe('signature ages follow the props', () => {
  const policies = policiesOf({ uploadUrlLife: Duration.minutes(5), readUrlLife: Duration.minutes(2) });
  const write = (minutes: number) => put('presign', { ...inUrl, ...once, ...minutesOld(minutes) });
  const read = (minutes: number) => get('download', 'clean', { ...inUrl, ...minutesOld(minutes) });

  test.each([
    ['Allowed', 'a write of 5 minutes', 'presign', write(5)],
    ['ExplicitlyDenied', 'a write of 6 minutes', 'presign', write(6)],
    ['Allowed', 'a read of 2 minutes', 'download', read(2)],
    ['ExplicitlyDenied', 'a read of 3 minutes', 'download', read(3)],
  ] as const)('%s: %s', (expected, _what, who, request) => {
    expect(decide(request, statementsFor(who, policies))).toBe(expected);
  });
});

describe('break glass', () => {
  const policies = policiesOf({ breakGlassRoleArns: [breakGlassArn] });

  test.each(breakGlassCases)('$who: $what: $answer', ({ answer, who, request, deniedBy }) => {
    const statements = statementsFor(who, policies);
    expect(decide(request, statements)).toBe(answer);
    if (deniedBy !== undefined) expect(deniers(request, statements)).toContain(deniedBy);
  });

  test('changes no other case', () => {
    expect(wrongCases(policies)).toEqual([]);
  });
});

describe('with malware protection', () => {
  const policies = policiesOf({ malwareProtection: true });
  const answer = (changed: Policies, { who, request }: (typeof scannerCases)[number]) =>
    decide(request, statementsFor(who, changed));

  test.each(scannerCases)('$who: $what: $answer', (one) => {
    expect(answer(policies, one)).toBe(one.answer);
    if (one.deniedBy !== undefined)
      expect(deniers(one.request, statementsFor(one.who, policies))).toContain(one.deniedBy);
  });

  test('changes no other case but that `validate` reminds itself', () => {
    expect(wrongCases(policies)).toEqual(['validate: tells the validator']);
  });

  test.each(policies.scanner.map((statement, index) => ({ name: statement.Sid, index })))(
    'without $name a case is answered otherwise',
    ({ index }) => {
      const without = { ...policies, scanner: policies.scanner.filter((_, other) => other !== index) };
      expect(scannerCases.filter((one) => answer(without, one) !== one.answer)).not.toEqual([]);
    },
  );
});

describe('where reads are announced', () => {
  const policies = policiesOf({ announceReads: true });

  test.each([
    ['Allowed', 'notes a read', onTable('PutItem', 'READ#1')],
    ['ImplicitlyDenied', 'makes a file', onTable('PutItem', 'FILE#1')],
    ['ImplicitlyDenied', 'makes a link', onTable('PutItem', 'SHARE#1')],
    ['ImplicitlyDenied', 'removes a note', onTable('DeleteItem', 'READ#1')],
  ] as const)('%s: download: %s', (expected, _what, request) => {
    expect(decide(request, statementsFor('download', policies))).toBe(expected);
  });

  test('nothing else changes, and elsewhere no read is recorded', () => {
    expect(wrongCases(policies)).toEqual([]);
    const elsewhere = statementsFor('download', policiesOf());
    expect(decide(onTable('PutItem', 'READ#1'), elsewhere)).toBe('ImplicitlyDenied');
  });
});

describe('with parts of an hour', () => {
  const policies = policiesOf({ partUrlLife: Duration.minutes(60) });

  test('no other case changes but that of the signature’s age', () => {
    expect(wrongCases(policies)).toEqual(['presign: part by URL, 16 minutes old']);
  });

  test('`presign` alone assumes the role that signs them, and no other', () => {
    const assume = (who: Who, role: string) =>
      decide(onRole('AssumeRole', role), statementsFor(who, policies));
    expect(assume('presign', 'PartSignerRole')).toBe('Allowed');
    expect(assume('presign', 'ReadSignerRole')).toBe('ImplicitlyDenied');
    expect(assume('download', 'PartSignerRole')).toBe('ImplicitlyDenied');
  });
});

describe('with reads of an hour', () => {
  const policies = policiesOf({ readUrlLife: Duration.minutes(60) });

  test.each(readSignerCases)('$who: $what: $answer', ({ answer, who, request, deniedBy }) => {
    const statements = statementsFor(who, policies);
    expect(decide(request, statements)).toBe(answer);
    if (deniedBy !== undefined) expect(deniers(request, statements)).toContain(deniedBy);
  });

  test('no other case changes but those of the signature’s age', () => {
    expect(wrongCases(policies)).toEqual([
      'download: GET by URL, 16 minutes old',
      'download: GET of a version by URL, 16 minutes old',
    ]);
  });
});
