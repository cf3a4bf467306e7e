/** SDKs and Tools reference guide, "Service-specific endpoints"; the hosts of AWS's partitions. */
export function serviceEndpoint(name: string, region: string): URL {
  const own = process.env[`AWS_ENDPOINT_URL_${variables[name] ?? name.toUpperCase()}`];
  const any = own ?? process.env['AWS_ENDPOINT_URL'];
  if (any) return new URL(any);
  return new URL(
    `https://${name}.${region}.${region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'}`,
  );
}

/** Services whose variable is not called like their host (same guide, "Service-specific endpoint identifiers"). */
const variables: Readonly<Record<string, string>> = {
  secretsmanager: 'SECRETS_MANAGER',
  events: 'EVENTBRIDGE',
};
