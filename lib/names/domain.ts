import { Arn, ArnFormat, Token } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IHostedZone } from 'aws-cdk-lib/aws-route53';

/** A name of the deployer's own. */
export interface Domain {
  readonly name: string;
  readonly certificate: ICertificate;
  /** Where alias records for it are made. */
  readonly zone: IHostedZone | undefined;
}

/** Of an ARN that is known. */
export function regionOf({ certificateArn }: ICertificate): string | undefined {
  return Token.isUnresolved(certificateArn)
    ? undefined
    : Arn.split(certificateArn, ArnFormat.SLASH_RESOURCE_NAME).region;
}
