import { expect, test } from '@jest/globals';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { cfnLint } from '../cfn-lint.js';
import { synthesize } from '../synthesize.js';

test('cfn-lint finds nothing in a template with names of one’s own for API and page', async () => {
  const template = synthesize((stack) => {
    const certified = (region: string) =>
      Certificate.fromCertificateArn(
        stack,
        `Certificate ${region}`,
        `arn:aws:acm:${region}:111122223333:certificate/01234567-89ab-cdef-0123-456789abcdef`,
      );
    return {
      ...{ site: true, domainName: 'files.example.com', siteDomainName: 'app.example.com' },
      ...{ certificate: certified('eu-west-1'), siteCertificate: certified('us-east-1') },
    };
  });
  expect(await cfnLint(new Map([['domains', template.toJSON()]]))).toBe('');
}, 180_000);
