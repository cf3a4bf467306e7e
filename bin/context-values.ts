import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import type { WarmThroughput } from 'aws-cdk-lib/aws-dynamodb';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { HostedZoneAttributes } from 'aws-cdk-lib/aws-route53';
import { FindingGrade, Permission, type WebhookProps } from '../lib/index.js';

/**
 * Values of the context: JSON from cdk.json, or text from `-c key=value`. Each parser gets key and value, and throws
 * with both if the value is invalid.
 */
export type Parse<T> = (key: string, value: unknown) => T;

export const readText: Parse<string> = (key, value) => {
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  throw wrongValue(key, value, 'a text');
};

/** `["a", "b"]`, or `a,b` on the command line. */
export const readList: Parse<string[]> = (key, value) => {
  const items: unknown[] = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [];
  const texts = items.map((item) => (typeof item === 'string' ? item.trim() : ''));
  if (texts.length > 0 && texts.every((item) => item !== '')) return texts;
  throw wrongValue(key, value, 'a list: ["a", "b"], or a,b on the command line');
};

/** One path or several, as `readList`. */
export const readClaims: Parse<string | string[]> = (key, value) => {
  const paths = readList(key, value);
  const [first = ''] = paths;
  return paths.length === 1 ? first : paths;
};

export const readWholeNumber: Parse<number> = (key, value) => {
  const digits = typeof value === 'number' ? String(value) : value;
  if (typeof digits === 'string' && /^\d{1,15}$/.test(digits)) return Number(digits);
  throw wrongValue(key, value, 'a whole number');
};

const durations: Readonly<Record<string, (count: number) => Duration>> = {
  s: Duration.seconds,
  min: Duration.minutes,
  h: Duration.hours,
  d: Duration.days,
};

export const readDuration: Parse<Duration> = (key, value) => {
  const [, count, unit] = /^(\d{1,9}) ?(s|min|h|d)$/.exec(String(value)) ?? [];
  const make = durations[unit ?? ''];
  if (count === undefined || !make) throw wrongValue(key, value, 'a duration such as 900s, 15min, 24h or 7d');
  return make(Number(count));
};

const sizes: Readonly<Record<string, (count: number) => Size>> = {
  B: Size.bytes,
  KiB: Size.kibibytes,
  MiB: Size.mebibytes,
  GiB: Size.gibibytes,
};

export const readSize: Parse<Size> = (key, value) => {
  const [, count, unit] = /^(\d{1,12}) ?([KMG]i)?B$/.exec(String(value)) ?? [];
  const make = sizes[`${unit ?? ''}B`];
  if (count === undefined || make === undefined)
    throw wrongValue(key, value, 'a size such as 500MiB, 5GiB or 1024B');
  return make(Number(count));
};

export const readFlag: Parse<boolean> = (key, value) => {
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw wrongValue(key, value, 'true or false');
};

/** A value of an enum. */
export const readOneOf =
  <Value extends string>(known: Readonly<Record<string, Value>>): Parse<Value> =>
  (key, value) => {
    const found = Object.values(known).find((one) => one === value);
    if (found !== undefined) return found;
    throw wrongValue(key, value, Object.values(known).join(' or '));
  };

/** `{ "editors": ["files:create"] }`; on the command line as JSON text. */
export const readRoles: Parse<Record<string, Permission[]>> = (key, value) => {
  const given: unknown = typeof value === 'string' ? fromJson(value) : value;
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw wrongValue(key, value, 'an object such as {"editors": ["files:create"]}');
  return Object.fromEntries(
    Object.entries(given).map(([role, permissions]) => [
      role,
      readList(`${key}.${role}`, permissions).map((one) => readOneOf(Permission)(`${key}.${role}`, one)),
    ]),
  );
};

/** `{ "macro": "warn" }`; on the command line as JSON text. Its kinds are checked with the props. */
export const readActiveContent: Parse<Record<string, FindingGrade>> = (key, value) => {
  const given: unknown = typeof value === 'string' ? fromJson(value) : value;
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw wrongValue(key, value, 'an object such as {"macro": "warn"}');
  return Object.fromEntries(
    Object.entries(given).map(([kind, grade]) => [kind, readOneOf(FindingGrade)(`${key}.${kind}`, grade)]),
  );
};

/** `{ "writeUnitsPerSecond": 40000 }`; on the command line as JSON text. */
export const readWarmThroughput: Parse<WarmThroughput> = (key, value) => {
  const given: unknown = typeof value === 'string' ? fromJson(value) : value;
  const known = ['readUnitsPerSecond', 'writeUnitsPerSecond'];
  const entries = typeof given === 'object' && given !== null ? Object.entries(given) : [];
  if (entries.length === 0 || entries.some(([name]) => !known.includes(name)))
    throw wrongValue(
      key,
      value,
      'an object such as {"readUnitsPerSecond": 12000, "writeUnitsPerSecond": 40000}',
    );
  return Object.fromEntries(entries.map(([name, units]) => [name, readWholeNumber(`${key}.${name}`, units)]));
};

/** `[{ "url": "https://…", "events": ["file.verified"] }]`; on the command line as JSON text, or as a list of URLs. */
export const readWebhooks: Parse<WebhookProps[]> = (key, value) => {
  const given: unknown = typeof value === 'string' && value.startsWith('[') ? fromJson(value) : value;
  if (typeof given === 'string') return readList(key, given).map((url) => ({ url }));
  if (!Array.isArray(given)) throw wrongValue(key, value, 'a list of objects such as {"url": "https://…"}');
  return given.map((one: unknown, index) => {
    const { url, events, ...rest } = Object(one) as Record<string, unknown>;
    const unknown = Object.keys(rest)[0];
    if (unknown !== undefined)
      throw wrongValue(`${key}[${index}].${unknown}`, rest[unknown], 'url and events alone');
    return {
      url: readText(`${key}[${index}].url`, url),
      ...(events !== undefined && { events: readList(`${key}[${index}].events`, events) }),
    };
  });
};

/** `{ "id": "Z0123456789ABCDEFGHIJ", "name": "example.com" }`; on the command line the same as JSON text. */
export const readHostedZone: Parse<HostedZoneAttributes> = (key, value) => {
  const given: unknown = typeof value === 'string' ? fromJson(value) : value;
  const { id, name, ...rest } = Object(given) as Record<string, unknown>;
  if (typeof id !== 'string' || typeof name !== 'string' || Object.keys(rest).length > 0)
    throw wrongValue(key, value, 'an object such as {"id": "Z0123456789ABCDEFGHIJ", "name": "example.com"}');
  return { hostedZoneId: id, zoneName: name };
};

function fromJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

export const readRemovalPolicy: Parse<RemovalPolicy> = (key, value) => {
  if (value === 'retain') return RemovalPolicy.RETAIN;
  if (value === 'destroy') return RemovalPolicy.DESTROY;
  throw wrongValue(key, value, 'retain or destroy');
};

/** CloudWatch Logs only supports certain numbers of days. */
export const readRetentionDays: Parse<RetentionDays> = (key, value) => {
  const days = readWholeNumber(key, value);
  if (days in RetentionDays && days !== RetentionDays.INFINITE) return days;
  const known = Object.values(RetentionDays).filter(
    (one) => typeof one === 'number' && one !== RetentionDays.INFINITE,
  );
  throw wrongValue(key, value, `a number of days among ${known.join(', ')}`);
};

/** An ARN of one service. */
export const readArn =
  (service: string): Parse<string> =>
  (key, value) => {
    const given = readText(key, value);
    if (new RegExp(`^arn:aws[a-z-]*:${service}:[a-z0-9-]+:\\d{12}:.+$`).test(given)) return given;
    throw wrongValue(key, value, `an ARN such as arn:aws:${service}:eu-west-1:111122223333:…`);
  };

/** A list of them. */
export const readArns =
  (service: string): Parse<string[]> =>
  (key, value) =>
    readList(key, value).map((one) => readArn(service)(key, one));

export function wrongValue(key: string, value: unknown, expected: string): Error {
  return new Error(
    `Waybill: context ${key}: expected ${expected}, got ${JSON.stringify(value) ?? String(value)}`,
  );
}
