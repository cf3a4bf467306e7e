import { useAnyKey, type DeployedResources, type Right } from './rights/right.js';

/**
 * What sessions of the signers are restricted to. Their role's rights and this are both needed (IAM user guide,
 * "Session policies"), so whatever a role needs of a key is here too.
 */
type About = Pick<DeployedResources, 'objects' | 'bucket' | 'keys'>;

/** Each URL pins a version. */
export const readSessionPolicy = (about: About): string =>
  policyOf([
    { actions: ['s3:GetObjectVersion'], resources: [about.objects] },
    ...useAnyKey(about, 'kms:Decrypt'),
  ]);

export const partSessionPolicy = (about: About): string =>
  policyOf([
    { actions: ['s3:PutObject'], resources: [about.objects] },
    ...useAnyKey(about, 'kms:Decrypt', 'kms:GenerateDataKey'),
  ]);

/** The role's own statements have the conditions: STS takes 2,048 characters (API reference, "AssumeRole"). */
const policyOf = (rights: readonly Right[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: rights.map(({ actions, resources }) => ({
      Effect: 'Allow',
      Action: actions,
      Resource: resources,
    })),
  });
