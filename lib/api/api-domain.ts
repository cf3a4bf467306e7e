import { Stack, Token } from 'aws-cdk-lib';
import { DomainName, SecurityPolicy } from 'aws-cdk-lib/aws-apigatewayv2';
import { ARecord, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import type { Construct } from 'constructs';
import { wrongProp } from '../checks/wrong-prop.js';
import { regionOf, type Domain } from '../names/domain.js';

/** The API's own name, and its record where there is a zone. */
export function makeApiDomain(scope: Construct, { name, certificate, zone }: Domain): DomainName {
  const region = regionOf(certificate);
  const { region: here } = Stack.of(scope);
  if (region !== undefined && !Token.isUnresolved(here) && region !== here)
    throw wrongProp('certificate', region, `a certificate of the stack's region ${here}`);
  const domain = new DomainName(scope, 'ApiDomain', {
    domainName: name,
    certificate,
    securityPolicy: SecurityPolicy.TLS_1_2,
  });
  if (zone) {
    const target = new ApiGatewayv2DomainProperties(domain.regionalDomainName, domain.regionalHostedZoneId);
    new ARecord(scope, 'ApiRecord', { zone, recordName: `${name}.`, target: RecordTarget.fromAlias(target) });
  }
  return domain;
}
