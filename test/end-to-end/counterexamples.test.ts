import { randomUUID } from 'node:crypto';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { find, resourcesOf, synthesize } from '../lib/synthesize.js';
import { requestOf, shown } from '../prove/counterexample.js';
import { configurations } from '../prove/deployment/configurations.js';
import { readDeployment } from '../prove/deployment/deployment.js';
import type { WrittenDocument } from '../prove/iam/statement.js';
import { invariantsOf } from '../prove/invariants/invariants.js';
import { poseQuestion, violationsOf } from '../prove/proof.js';
import { Solver } from '../prove/solver.js';
import { system } from '../stack/system.js';
import { expressible, replay } from './replayed-request.js';
import { storeAs } from './signed.js';

const configuration = configurations.at(-1);
if (!configuration) throw new Error('there is no configuration');
const { props, promises } = configuration;
const resources = resourcesOf(synthesize(props));
const deployment = readDeployment(resources);
const { PolicyDocument } = find(resources, 'AWS::S3::BucketPolicy', 'Bucket').Properties as {
  PolicyDocument: WrittenDocument & { Statement: { Sid?: string; Effect: string }[] };
};

const Bucket = `counterexamples-${randomUUID()}`;
const root = storeAs({ accessKeyId: 'test', secretAccessKey: 'test', sessionToken: '' });
const senders = new Map<string, S3Client>();
let breakGlassArn: string;
let solver: Solver;

/** Someone with every right that IAM can give. */
async function newAdministrator(): Promise<{ arn: string; store: S3Client }> {
  const [iam, sts] = [new IAMClient(system.client), new STSClient(system.client)];
  const RoleName = `administrator-${randomUUID()}`;
  const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: document({
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: 'sts:AssumeRole',
      }),
    }),
  );
  const PolicyDocument = document({ Effect: 'Allow', Action: '*', Resource: '*' });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'all', PolicyDocument }));
  const RoleArn = Role?.Arn ?? '';
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'administrator' }),
  );
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  const credentials = {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  };
  return { arn: RoleArn, store: storeAs(credentials) };
}

beforeAll(async () => {
  await root.send(new CreateBucketCommand({ Bucket }));
  await root.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  const [administrator, breakGlass] = [await newAdministrator(), await newAdministrator()];
  senders.set('administrator', administrator.store).set('breakGlass', breakGlass.store);
  breakGlassArn = breakGlass.arn;
  solver = await Solver.start();
});
afterAll(() => solver?.stop());

async function applyPolicy(without?: string): Promise<void> {
  const statements = PolicyDocument.Statement.filter(({ Sid }) => without === undefined || Sid !== without);
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: statements })
    .replaceAll('arn:aws:s3:::Bucket', `arn:aws:s3:::${Bucket}`)
    .replaceAll(promises.named['breakGlass'] ?? '', breakGlassArn);
  await root.send(new PutBucketPolicyCommand({ Bucket, Policy }));
}

/** Statements without which the engine would answer as with them: it speaks TLS 1.3 and SigV4 alone to an SDK. */
const inexpressible = ['DenyOtherSignatures'];
const denials = PolicyDocument.Statement.flatMap(({ Sid, Effect }) =>
  Sid !== undefined && Effect === 'Deny' && !inexpressible.includes(Sid) ? [Sid] : [],
);

describe('what the proof says of a bucket’s policy, the engine does', () => {
  test('there are statements to leave out', () => {
    expect(denials.length).toBeGreaterThan(8);
  });

  test.each(denials)('a request that only %s denies', async (sid) => {
    const policies = deployment.policies.map((policy) =>
      policy.title === 'policy of Bucket'
        ? { ...policy, statements: policy.statements.filter((one) => one.sid !== sid) }
        : policy,
    );
    const invariants = invariantsOf(promises).flatMap((one) =>
      one.of ? [{ ...one, may: [], of: { either: [one.of], unless: [{ unless: [expressible] }] } }] : [],
    );
    const question = poseQuestion(promises, deployment, invariants, policies);
    const [violation] = await violationsOf(solver, question, deployment, policies);
    if (!violation) throw new Error(`nothing shows that ${sid} is missing`);
    const request = requestOf(question, violation.model);
    const sender = senders.get(request.who);
    if (!sender) throw new Error(`${request.who} sends nothing here`);

    await applyPolicy();
    const withIt = await replay(request, sender, root, Bucket);
    await applyPolicy(sid);
    const withoutIt = await replay(request, sender, root, Bucket);
    // What is allowed may still be refused for what it is, as an ACL where there are none.
    const answers = { request: shown(request), withIt, isAllowedWithoutIt: withoutIt !== 403 };
    expect(answers).toEqual({ request: shown(request), withIt: 403, isAllowedWithoutIt: true });
  });
});
