import { RemovalPolicy, SizeRoundingBehavior, Token, type Duration, type Size } from 'aws-cdk-lib';
import type { WarmThroughput } from 'aws-cdk-lib/aws-dynamodb';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { isVerifiable, knownTypes } from '../../lambda/core/content/index.js';
import { Permission } from '../props/permission.js';
import { isSafeUrl, wrongProp } from '../checks/wrong-prop.js';

/** S3 API reference, "PutBucketCors": 64 KB of XML, of which 4 are ours and the page's own origin. */
const mostOriginBytes = 60 * 1024;
const originElement = (origin: string) => `<AllowedOrigin>${origin}</AllowedOrigin>`;

/**
 * Each check gets a prop's name and value, and returns the value or throws at synth. Unresolved tokens are accepted as
 * text.
 */

export function origins(prop: string, given: readonly string[]): string[] {
  for (const origin of given) {
    if (Token.isUnresolved(origin)) continue;
    const exact = isSafeUrl(origin) && new URL(origin).origin === origin;
    if (!exact || origin.includes('*')) {
      throw wrongProp(
        prop,
        origin,
        'origins such as https://app.example.com (http only for this machine; no path, no final slash, no wildcard)',
      );
    }
  }
  const bytes = given.reduce((sum, origin) => sum + originElement(origin).length, 0);
  if (bytes > mostOriginBytes) {
    throw wrongProp(prop, `${given.length} origins`, `fewer origins: S3 takes some ${mostOriginBytes} bytes`);
  }
  return unique(given);
}

/** RFC 6838 section 4.2, without parameters. */
const mediaType = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;

export function mediaTypes(prop: string, given: readonly string[]): string[] {
  if (given.length === 0) throw wrongProp(prop, given, 'at least one media type');
  for (const type of given) {
    if (!mediaType.test(type)) {
      throw wrongProp(prop, type, 'lower-case media types such as image/png, without wildcard or parameters');
    }
    // Whatever is promised here is uploaded whole before it can be refused.
    if (!isVerifiable(type)) throw wrongProp(prop, type, `types that can be verified: ${verifiable()}`);
  }
  return unique(given);
}

const verifiable = (): string =>
  [...knownTypes.map(({ type }) => type), 'any text/…, …+json or …+xml'].join(', ');

/** Of names of files, as they are compared: in lower case, behind the last dot. */
export function extensions(prop: string, given: readonly string[]): string[] {
  const wrong = given.find((one) => one !== one.toLowerCase() || !/^[^.\s/\\:]{1,32}$/u.test(one));
  if (wrong !== undefined)
    throw wrongProp(prop, wrong, 'lower-case extensions such as exe, without dot, blank or slash');
  return unique(given);
}

/** One of an enum's values. */
export function oneOf<Value extends string>(
  prop: string,
  given: Value,
  known: Readonly<Record<string, Value>>,
): `${Value}` {
  if (!Object.values(known).includes(given)) throw wrongProp(prop, given, Object.values(known).join(', '));
  return `${given}` as const;
}

/** Role -> permissions. Only an array of known permissions is valid. */
export function roles(
  prop: string,
  given: Readonly<Record<string, readonly Permission[]>>,
): Record<string, `${Permission}`[]> {
  if (Object.keys(given).length === 0) throw wrongProp(prop, given, 'at least one role');
  return Object.fromEntries(
    Object.entries(given).map(([role, permissions]) => {
      if (!Array.isArray(permissions))
        throw wrongProp(`${prop}.${role}`, permissions, 'a list of permissions');
      return [
        role,
        unique(permissions).map((one) => oneOf(`${prop}.${role}`, one as Permission, Permission)),
      ];
    }),
  );
}

/** Whole bytes, `min` to `max`. */
export function size(prop: string, given: Size, max: Size, min = 1): number {
  const bytes = given.isUnresolved() ? NaN : given.toBytes();
  if (!Number.isInteger(bytes) || bytes < min || bytes > max.toBytes()) {
    throw wrongProp(
      prop,
      shown(given),
      `whole bytes, ${min} to ${max.toBytes()} (${max.toGibibytes({ rounding: SizeRoundingBehavior.FLOOR })} GiB)`,
    );
  }
  return bytes;
}

/** Whole seconds, `min` to `max`. */
export function seconds(prop: string, given: Duration, min: number, max: number): number {
  const value = given.isUnresolved() ? NaN : given.toMilliseconds({ integral: false }) / 1000;
  if (!Number.isInteger(value) || value < min || value > max) {
    throw wrongProp(
      prop,
      shown(given),
      `whole seconds, ${min} to ${max} (${min / 60} to ${max / 60} minutes)`,
    );
  }
  return value;
}

/** Between `min` and `max`, and exact in JSON. */
export function wholeNumber(
  prop: string,
  given: number,
  { min = 1, max = Number.MAX_SAFE_INTEGER } = {},
): number {
  if (!Number.isSafeInteger(given) || given < min || given > max) {
    const bounds = max === Number.MAX_SAFE_INTEGER ? `${min} or more` : `${min} to ${max}`;
    throw wrongProp(prop, shown(given), `a whole number, ${bounds}`);
  }
  return given;
}

/**
 * Ten times what an account has for each table at first, for what its quota may be raised to (DynamoDB developer guide,
 * "Quotas in Amazon DynamoDB": 40,000 read and 40,000 write request units).
 */
const mostUnits = 400_000;

/** DynamoDB accepts no value below that of a new table (API reference, "WarmThroughput"). */
export function warmThroughput(prop: string, given: WarmThroughput | undefined): WarmThroughput | undefined {
  if (given === undefined) return undefined;
  const { readUnitsPerSecond: reads = 12_000, writeUnitsPerSecond: writes = 4_000 } = given;
  return {
    readUnitsPerSecond: wholeNumber(`${prop}.readUnitsPerSecond`, reads, {
      min: 12_000,
      max: mostUnits,
    }),
    writeUnitsPerSecond: wholeNumber(`${prop}.writeUnitsPerSecond`, writes, {
      min: 4_000,
      max: mostUnits,
    }),
  };
}

/** CloudWatch Logs API reference, "PutRetentionPolicy": these numbers of days and no other. */
export function logRetention(prop: string, given: RetentionDays): RetentionDays {
  if (given in RetentionDays) return given;
  const days = Object.values(RetentionDays).filter((one) => Number(one) < Number(RetentionDays.INFINITE));
  throw wrongProp(
    prop,
    given,
    `a RetentionDays: ${days.join(', ')} days, or RetentionDays.INFINITE; choose the next longer one`,
  );
}

export function removalPolicy(prop: string, given: RemovalPolicy): RemovalPolicy {
  if (given !== RemovalPolicy.RETAIN && given !== RemovalPolicy.DESTROY) {
    throw wrongProp(prop, given, 'RemovalPolicy.RETAIN or RemovalPolicy.DESTROY');
  }
  return given;
}

/** IAM user guide, "IAM and AWS STS quotas": 64 characters of a role's name; API reference, "Role": 512 of its path. */
const roleArn = /^arn:aws[a-z-]*:iam::\d{12}:role\/(?=.{1,576}$)([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/;

export function roleArns(prop: string, given: readonly string[]): string[] {
  for (const arn of given) {
    if (!Token.isUnresolved(arn) && !roleArn.test(arn)) {
      throw wrongProp(prop, arn, 'role ARNs such as arn:aws:iam::111122223333:role/name, without wildcard');
    }
  }
  return unique(given);
}

export function baseUrl(prop: string, given: string): string {
  if (!Token.isUnresolved(given) && !isSafeUrl(given)) {
    throw wrongProp(prop, given, 'an https URL without query (http only for this machine)');
  }
  return given.replace(/\/+$/, '');
}

function unique(list: readonly string[]): string[] {
  return [...new Set(list)];
}

/** Numbers that JSON cannot represent, and measures with their units. */
function shown(value: number | Duration | Size): string | number {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  return value.isUnresolved() ? 'a value that is known only at deployment' : measure(value);
}

function measure(value: Duration | Size): string {
  return 'toBytes' in value
    ? `${value.toBytes()} bytes`
    : `${value.toMilliseconds({ integral: false }) / 1000} seconds`;
}
