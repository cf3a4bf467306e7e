import { BlockList, isIPv4 } from 'node:net';
import * as z from 'zod';

/** A request, as conditions of a policy see it. */
export interface PolicyContext {
  /** Without the parameters of the signature. */
  readonly url: string;
  readonly at: Date;
  readonly sourceIp: string;
}

const epoch = z.strictObject({ 'AWS:EpochTime': z.int().positive() });

/** CloudFront developer guide, "Create a policy statement for a signed URL that uses a custom policy": one statement. */
const policySchema = z.strictObject({
  Statement: z.tuple([
    z.strictObject({
      Resource: z.string(),
      Condition: z.strictObject({
        DateLessThan: epoch,
        DateGreaterThan: epoch.optional(),
        IpAddress: z.strictObject({ 'AWS:SourceIp': z.string() }).optional(),
      }),
    }),
  ]),
});

/** Whether a policy whose signature is right allows a request. A canned one names the URL itself. */
export function allows(text: string, { url, at, sourceIp }: PolicyContext): boolean {
  const { data } = policySchema.safeParse(parsed(text));
  if (!data) return false;
  const [{ Resource: resource, Condition: when }] = data.Statement;
  const seconds = at.getTime() / 1000;
  return (
    wildcards(resource).test(url) &&
    seconds < when.DateLessThan['AWS:EpochTime'] &&
    (when.DateGreaterThan === undefined || seconds > when.DateGreaterThan['AWS:EpochTime']) &&
    (when.IpAddress === undefined || isIn(sourceIp, when.IpAddress['AWS:SourceIp']))
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `*` is any text, `?` any one character, in the query too. */
const wildcards = (resource: string): RegExp =>
  new RegExp(
    `^${resource
      .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    's',
  );

/** IPv4 alone: CloudFront's policies know no IPv6. */
function isIn(address: string, block: string): boolean {
  const [network = '', bits = '32'] = block.split('/');
  const plain = address.replace(/^::ffff:/, '');
  if (!isIPv4(network) || !isIPv4(plain) || !/^\d{1,2}$/.test(bits) || Number(bits) > 32) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits));
  return list.check(plain);
}
