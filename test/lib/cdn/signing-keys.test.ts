import { describe, expect, test } from '@jest/globals';
import { find, ofType, resourcesOf, synthesize, type Resources } from '../synthesize.js';

const generation = (cdnKeyGeneration: number) => resourcesOf(synthesize({ cdn: true, cdnKeyGeneration }));
const [first, second, third] = [generation(1), generation(2), generation(3)];

/** The resources of one pair. */
const pairIn = (resources: Resources, which: number) =>
  Object.entries(resources).filter(([id]) => id.startsWith(`WaybillCdnKey${which}`));

const trusted = (resources: Resources) => {
  const { DistributionConfig } = find(resources, 'AWS::CloudFront::Distribution', 'Cdn').Properties as {
    DistributionConfig: Record<'DefaultCacheBehavior', unknown> & Record<'CacheBehaviors', unknown[]>;
  };
  const { DefaultCacheBehavior, CacheBehaviors } = DistributionConfig;
  return [DefaultCacheBehavior, ...CacheBehaviors].map(
    (behavior) => (behavior as { TrustedKeyGroups: unknown }).TrustedKeyGroups,
  );
};

const signingWith = (resources: Resources) => {
  const { Variables } = find(resources, 'AWS::Lambda::Function', 'Download').Properties['Environment'] as {
    Variables: { CDN: string };
  };
  return JSON.parse(Variables.CDN) as { keyPairId: string; privateKeyArn: string };
};

describe('a rotation', () => {
  test('keeps the pair before as it is, and removes the one before that', () => {
    expect(pairIn(first, 1)).toHaveLength(4);
    expect(pairIn(second, 1)).toEqual(pairIn(first, 1));
    expect(pairIn(third, 2)).toEqual(pairIn(second, 2));
    expect(pairIn(third, 1)).toEqual([]);
    expect(ofType(third, 'AWS::CloudFront::PublicKey')).toHaveLength(2);
  });

  test('lets every path of the distribution accept both, each by a key group of its own', () => {
    expect(new Set(trusted(first).map((groups) => JSON.stringify(groups)))).toEqual(
      new Set([JSON.stringify(['CdnKey1KeyGroup'])]),
    );
    for (const groups of trusted(second)) expect(groups).toEqual(['CdnKey2KeyGroup', 'CdnKey1KeyGroup']);
    for (const groups of trusted(third)) expect(groups).toEqual(['CdnKey3KeyGroup', 'CdnKey2KeyGroup']);
  });

  test('moves the signer to the new one, after the distribution', () => {
    expect(signingWith(first)).toMatchObject({
      keyPairId: 'CdnKey1PublicKey',
      privateKeyArn: 'CdnKey1PrivateKey.Id',
    });
    expect(signingWith(second)).toMatchObject({
      keyPairId: 'CdnKey2PublicKey',
      privateKeyArn: 'CdnKey2PrivateKey.Id',
    });
    const [[distribution] = []] = ofType(second, 'AWS::CloudFront::Distribution');
    expect(find(second, 'AWS::Lambda::Function', 'Download')).toMatchObject({
      DependsOn: expect.arrayContaining([distribution]),
    });
  });

  test('leaves the signer the right to the key that it uses until then', () => {
    const { Statement } = find(second, 'AWS::IAM::Policy', 'DownloadRole').Properties['PolicyDocument'] as {
      Statement: { Sid?: string; Resource: unknown }[];
    };
    expect(Statement.find(({ Sid }) => Sid === 'SignCdnReads')?.Resource).toEqual([
      'CdnKey2PrivateKey.Id',
      'CdnKey1PrivateKey.Id',
    ]);
  });
});
