import { describe, expect, test } from '@jest/globals';
import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { canonicalType } from '../../../lambda/core/content/type/known-types.js';
import { defaultTypes } from '../../../lambda/core/settings/default-types.js';
import {
  StorageAddressing,
  type Permission,
  type ContentLevel,
  type FindingGrade,
  type OnFinding,
  type OnMismatch,
  type WaybillProps,
} from '../../../lib/index.js';
import { settingsOf } from '../../../lib/settings/settings.js';
import { defaultDeployment } from '../../core/content/default-deployment.js';

/** Prop, given value, required part of the message. */
const wrong: [WaybillProps, expected: string, got: string][] = [
  [{ allowedOrigins: ['*'] }, 'allowedOrigins: expected origins such as', '"*"'],
  [{ allowedOrigins: ['https://*.example.com'] }, 'allowedOrigins: expected', '"https://*.example.com"'],
  [{ allowedOrigins: ['https://app.example.com/'] }, 'no final slash', '"https://app.example.com/"'],
  [{ allowedOrigins: ['http://app.example.com'] }, 'http only for this machine', '"http://app.example.com"'],
  [{ allowedOrigins: ['app.example.com'] }, 'allowedOrigins: expected', '"app.example.com"'],
  [{ allowedOrigins: ['null'] }, 'allowedOrigins: expected', '"null"'],
  [{ allowedTypes: [] }, 'allowedTypes: expected at least one media type', '[]'],
  [{ allowedTypes: ['image/*'] }, 'without wildcard', '"image/*"'],
  [{ allowedTypes: ['Image/PNG'] }, 'lower-case media types', '"Image/PNG"'],
  [{ allowedTypes: ['text/csv; charset=utf-8'] }, 'parameters', '"text/csv; charset=utf-8"'],
  [
    { allowedTypes: ['image/png', 'application/x-unheard'] },
    'allowedTypes: expected types that can be verified: image/jpeg, image/png,',
    '"application/x-unheard"',
  ],
  [
    { allowedTypes: ['application/octet-stream'] },
    'any text/…, …+json or …+xml',
    '"application/octet-stream"',
  ],
  [{ allowedTypes: ['png'] }, 'allowedTypes: expected', '"png"'],
  [
    { maxSize: Size.tebibytes(48) },
    'maxSize: expected whole bytes, 1 to 50000000000000 (46566 GiB)',
    '"52776558133248 bytes"',
  ],
  [
    { multipartThreshold: Size.gibibytes(6) },
    'multipartThreshold: expected whole bytes, 1 to 5368709120 (5 GiB)',
    '"6442450944 bytes"',
  ],
  [
    { minSize: Size.mebibytes(2), maxSize: Size.mebibytes(1) },
    'minSize: expected whole bytes, 0 to 1048576 (0 GiB)',
    '"2097152 bytes"',
  ],
  [{ maxSize: Size.bytes(0) }, 'maxSize: expected', '"0 bytes"'],
  [{ maxPixels: 0 }, 'maxPixels: expected a whole number, 1 or more', '0'],
  [{ maxPixels: 1.5 }, 'maxPixels: expected', '1.5'],
  [{ maxPixels: NaN }, 'maxPixels: expected', '"NaN"'],
  [
    { uploadUrlLife: Duration.minutes(16) },
    'uploadUrlLife: expected whole seconds, 60 to 900',
    '"960 seconds"',
  ],
  [{ uploadUrlLife: Duration.seconds(59) }, 'uploadUrlLife: expected', '"59 seconds"'],
  [
    { readUrlLife: Duration.minutes(61) },
    'readUrlLife: expected whole seconds, 60 to 3600 (1 to 60 minutes)',
    '"3660 seconds"',
  ],
  [{ partUrlLife: Duration.hours(2) }, 'partUrlLife: expected whole seconds, 60 to 3600', '"7200 seconds"'],
  [
    { publicUrl: 'http://files.example.com' },
    'publicUrl: expected an https URL',
    '"http://files.example.com"',
  ],
  [{ readUrlLife: Duration.millis(90_500) }, 'readUrlLife: expected whole seconds', '"90.5 seconds"'],
  [{ contentLevel: 'deep' as ContentLevel }, 'contentLevel: expected standard, strict, full', '"deep"'],
  [{ alsoAllowedTypes: ['image/*'] }, 'alsoAllowedTypes: expected lower-case media types', '"image/*"'],
  [
    { alsoAllowedTypes: ['application/x-unheard'] },
    'alsoAllowedTypes: expected types that can',
    '"application/x-unheard"',
  ],
  [
    { blockedExtensions: ['.exe'] },
    'blockedExtensions: expected lower-case extensions such as exe',
    '".exe"',
  ],
  [{ blockedExtensions: ['exe', 'EXE'] }, 'blockedExtensions: expected', '"EXE"'],
  [{ fullMaxBytes: Size.mebibytes(8) }, 'fullMaxBytes: expected contentLevel FULL too', '"8388608 bytes"'],
  [
    { contentLevel: 'full' as ContentLevel, fullMaxBytes: Size.mebibytes(300) },
    'fullMaxBytes: expected whole bytes, 1 to 268435456',
    '"314572800 bytes"',
  ],
  [{ onMismatch: 'shrug' as OnMismatch }, 'onMismatch: expected correct, reject', '"shrug"'],
  [{ activeContent: { macros: 'warn' } as never }, 'activeContent: expected macro, script,', '"macros"'],
  [
    { activeContent: { macro: 'ignore' as FindingGrade } },
    'activeContent.macro: expected refuse, warn',
    '"ignore"',
  ],
  [{ onProtected: 'reject' as FindingGrade }, 'onProtected: expected refuse, warn', '"reject"'],
  [{ onFinding: 'shrug' as OnFinding }, 'onFinding: expected reject, hold', '"shrug"'],
  [
    { malwareScanTimeout: Duration.hours(1) },
    'malwareScanTimeout: expected malwareProtection too',
    '"3600 seconds"',
  ],
  [
    { malwareProtection: true, malwareScanTimeout: Duration.minutes(1) },
    'malwareScanTimeout: expected whole seconds, 300 to 86400',
    '"60 seconds"',
  ],
  [{ retention: Duration.seconds(59) }, 'retention: expected whole seconds, 60 to 315360000', '"59 seconds"'],
  [{ sweepInterval: Duration.seconds(90) }, 'sweepInterval: expected whole minutes', '"90 seconds"'],
  [
    { sweepInterval: Duration.hours(2) },
    'sweepInterval: expected whole seconds, 60 to 3600',
    '"7200 seconds"',
  ],
  [{ uploadGrace: Duration.minutes(1) }, 'uploadGrace: expected whole seconds, 300 to', '"60 seconds"'],
  [{ orphanGrace: Duration.hours(1) }, 'orphanGrace: expected whole seconds, 86400 to', '"3600 seconds"'],
  [
    { allowedOrigins: Array.from({ length: 1200 }, (_, i) => `https://customer-${i}.example.com`) },
    'allowedOrigins: expected fewer origins',
    '"1200 origins"',
  ],
  [{ rolesClaim: ' ' }, 'rolesClaim: expected the name of a claim', '" "'],
  [{ roles: {} }, 'roles: expected at least one role', '{}'],
  [
    { roles: { keepers: ['files:all' as Permission] } },
    'roles.keepers: expected files:create',
    '"files:all"',
  ],
  [
    { logRetention: 2 as RetentionDays },
    'logRetention: expected a RetentionDays: 1, 3, 5, 7, 14, 30, 60, 90,',
    '2',
  ],
  [
    { allowedOrigins: [`https://${'x'.repeat(64)}.example.com`] },
    'allowedOrigins: expected origins such as',
    '"https://xxxx',
  ],
  [{ publicUrl: `https://${'long.'.repeat(50)}example.com` }, 'publicUrl: expected an https URL', '"https'],
  [
    { malwareProtection: true, maxSize: Size.bytes(100e9 + 1) },
    'maxSize: expected at most 100000000000 bytes with malwareProtection',
    '"100000000001 bytes"',
  ],
  [
    { removalPolicy: RemovalPolicy.SNAPSHOT },
    'removalPolicy: expected RemovalPolicy.RETAIN or',
    '"snapshot"',
  ],
  [{ deploymentRoleArns: ['Deployer'] }, 'deploymentRoleArns: expected role ARNs', '"Deployer"'],
  [
    { breakGlassRoleArns: [`arn:aws:iam::111122223333:role/${'x'.repeat(65)}`] },
    'breakGlassRoleArns: expected role ARNs',
    '"arn:aws:iam::111122223333:role/xxx',
  ],
  [{ breakGlassRoleArns: ['*'] }, 'breakGlassRoleArns: expected role ARNs', '"*"'],
  [
    { breakGlassRoleArns: ['arn:aws:iam::111122223333:role/*'] },
    'without wildcard',
    '"arn:aws:iam::111122223333:role/*"',
  ],
  [
    { breakGlassRoleArns: ['arn:aws:iam::111122223333:user/ada'] },
    'breakGlassRoleArns: expected',
    '"arn:aws:iam::111122223333:user/ada"',
  ],
  [
    { storageEndpoint: 'http://s3.example.com' },
    'storageEndpoint: expected an https URL',
    '"http://s3.example.com"',
  ],
  [
    { storageAddressing: StorageAddressing.VIRTUAL },
    'storageAddressing: expected storageEndpoint too',
    '"virtual"',
  ],
  [
    { storageEndpoint: 'https://s3.example.com', storageAddressing: 'dns' as StorageAddressing },
    'storageAddressing: expected path, virtual',
    '"dns"',
  ],
  [{ storageEndpoint: '' }, 'storageEndpoint: expected an https URL', '""'],
  [{ awsEndpoint: 'localhost:4566' }, 'awsEndpoint: expected an https URL', '"localhost:4566"'],
];

describe('a prop that cannot work fails at synth, with its name, what was expected and the value seen', () => {
  test.each(wrong)('%j', (props, expected, got) => {
    expect(() => settingsOf(props)).toThrow(expected);
    expect(() => settingsOf(props)).toThrow(`got ${got}`);
    expect(() => settingsOf(props)).toThrow(/^Waybill: /);
  });
});

test.each<[WaybillProps]>([
  [{ allowedOrigins: ['http://127.0.0.1:8080', 'http://localhost:3000', 'https://app.example.com:8443'] }],
  [{ uploadUrlLife: Duration.minutes(1), readUrlLife: Duration.minutes(60) }],
  [{ maxSize: Size.bytes(1) }],
  // As AWS's own defaults have it: a bucket may be smaller than what flows into it in a second.
  [{ rateLimit: 10_000, burstLimit: 5_000 }],
  [{ logRetention: RetentionDays.INFINITE }],
  [{ allowedOrigins: Array.from({ length: 150 }, (_, i) => `https://customer-${i}.example.com`) }],
  [{ breakGlassRoleArns: [`arn:aws:iam::111122223333:role/${'path/'.repeat(80)}${'x'.repeat(64)}`] }],
  [{ breakGlassRoleArns: ['arn:aws-us-gov:iam::111122223333:role/path/to/Break+Glass'] }],
])('%j is accepted', (props) => {
  expect(() => settingsOf(props)).not.toThrow();
});

describe('the types that are stored when none are named', () => {
  test('have the names that the content check gives them, each once', () => {
    expect(defaultTypes.map(canonicalType)).toEqual([...defaultTypes]);
    expect(new Set(defaultTypes).size).toBe(defaultTypes.length);
  });

  test.each([
    'text/html',
    'text/javascript',
    'application/xhtml+xml',
    'application/x-msdownload',
    'application/x-elf',
    'application/java-archive',
    'application/vnd.ms-word.document.macroenabled.12',
    'application/octet-stream',
  ])('do not include %s', (type) => {
    expect(defaultTypes).not.toContain(canonicalType(type));
  });
});

test('the tests of the content checker have the settings of a deployment without configuration', () => {
  expect(settingsOf({}).policy).toMatchObject(defaultDeployment);
});
