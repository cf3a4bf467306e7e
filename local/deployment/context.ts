import { readConfiguration } from '../../bin/configuration.js';
import { StartFailure } from '../process/start-failure.js';

const fixed = 'is set by `npm start` itself';
const cloud = 'names what only an AWS account has';

/** Keys of the app's configuration that are not supported on one machine, each with the reason. */
const refused: Readonly<Record<string, string>> = {
  stackName: fixed,
  removalPolicy: fixed,
  publicUrl: fixed,
  storageEndpoint: fixed,
  storageAddressing: fixed,
  awsEndpoint: fixed,
  cdnEndpoint: fixed,
  allowLoopbackWebhooks: fixed,
  authorizer: 'would lock out the accounts of this machine, whose tokens the gateway verifies itself',
  malwareProtection: 'asks for GuardDuty, which the local engine lacks: no file would ever be verified',
  malwareScanTimeout: 'asks for GuardDuty, which the local engine lacks: no file would ever be verified',
  encryptionKey: cloud,
  formerEncryptionKeys: cloud,
  domainName: cloud,
  certificate: cloud,
  hostedZone: cloud,
  siteDomainName: cloud,
  siteCertificate: cloud,
  cdnDomainName: cloud,
  cdnCertificate: cloud,
  cdnCookieDomain: cloud,
  cdnPriceClass: cloud,
  cdnWebAclArn: cloud,
  eventBus: cloud,
  alarmTopic: cloud,
  breakGlassRoleArns: cloud,
  deploymentRoleArns: cloud,
  warmThroughput: 'changes nothing here: the local engine does not count capacity',
};

/**
 * Values of the app's context from `-c key=value`, as in `npm run deploy`.
 *
 * @throws StartFailure for an unknown or unsupported key, and for an invalid value
 */
export function readContext(given: readonly string[]): Record<string, string> {
  const context: Record<string, string> = {};
  for (const one of given) {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(one) ?? [];
    if (key === undefined || value === undefined)
      throw new StartFailure(`-c ${one} is no setting.`, 'Give it as npm start -- -c onFinding=hold.');
    if (Object.hasOwn(refused, key))
      throw new StartFailure(
        `-c ${key} ${refused[key] ?? ''}.`,
        'Remove it; a deployment on AWS supports it.',
      );
    // Its issuer and its audience are valid only together.
    if (!['issuer', 'audience'].includes(key)) requireMeant({ [key]: value });
    context[key] = value;
  }
  const { issuer, audience, siteClientId } = context;
  if (issuer !== undefined || audience !== undefined)
    requireMeant({ ...(issuer !== undefined && { issuer }), ...(audience !== undefined && { audience }) });
  if (siteClientId !== undefined && issuer === undefined)
    throw new StartFailure(
      '-c siteClientId is of the page’s client at your issuer.',
      'Give -c issuer and -c audience too, or remove it.',
    );
  return context;
}

function requireMeant(given: Readonly<Record<string, string>>): void {
  try {
    readConfiguration(given);
  } catch (error) {
    throw new StartFailure(
      `${(error as Error).message.replace(/^Waybill: context /, '-c ')}.`,
      'docs/construct.md describes each setting.',
      { cause: error },
    );
  }
}
