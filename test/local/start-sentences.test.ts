import { describe, expect, test } from '@jest/globals';
import { reason } from '../../local/deployment/cdk.js';
import { readOutputs } from '../../local/deployment/deployment.js';
import { requireMemory } from '../../local/process/memory.js';
import { readStartOptions } from '../../local/start-options.js';

describe('the messages of a start that fails', () => {
  test('too little memory: how much is needed and how much there is', () => {
    expect(() => {
      requireMemory(300 * 1024 * 1024);
    }).toThrow(/needs about 900 MiB.*has 300 MiB\. Close something/);
    expect(() => {
      requireMemory(2 * 1024 ** 3);
    }).not.toThrow();
  });

  test('a failed deployment: the line with the reason, without colours', () => {
    const output = [
      'Waybill: deploying...',
      '\u001b[31m❌  Waybill failed: the bucket exists\u001b[39m',
      '    at Object.fn (file.js:1)',
      '',
    ].join('\n');
    expect(reason(output)).toBe('❌  Waybill failed: the bucket exists');
    const failed = 'Waybill | 34 | CREATE_FAILED | AWS::ApiGatewayV2::Authorizer | no such attribute';
    expect(reason([`Waybill | 3 | CREATE_COMPLETE | Errors`, failed, output].join('\n'))).toBe(failed);
    expect(reason('just this\n')).toBe('just this');
    expect(reason('')).toBe('it said nothing');
  });

  test('a stack without the outputs that everything rests on', () => {
    expect(() => readOutputs('{"Waybill":{"ApiUrl":"http://x"}}', 'Waybill')).toThrow(
      'stack Waybill has no outputs',
    );
    const names = { BucketName: 'b', TableName: 't', WebhookKeyArn: 'k' };
    const outputs = { ApiUrl: 'http://x', ...names, UserPoolId: 'p' };
    expect(readOutputs(JSON.stringify({ Waybill: outputs }), 'Waybill')).toEqual(outputs);
  });

  test('an unknown option', () => {
    expect(() => readStartOptions(['--prot', '8080'], '.local')).toThrow(
      /'--prot'.*The options are --port NUMBER/,
    );
  });

  test.each(['http', '0', '80', '65536', '-1', '8080.5'])('a port that is none: %s', (port) => {
    expect(() => readStartOptions([`--port=${port}`], '.local')).toThrow(/is no port\. Give a number/);
  });

  test('the option of the CDN, which is a setting', () => {
    const { context } = readStartOptions(['--cdn', '-c', 'onFinding=hold'], '/x');
    expect(context).toEqual(['onFinding=hold', 'cdn=true']);
  });

  test('known options', () => {
    expect(readStartOptions([], '/x/.local')).toEqual({ directory: '/x/.local', context: [] });
    const given = ['--port', '8080', '--directory', '/y', '-c', 'onFinding=hold', '-c', 'maxSize=1MiB'];
    expect(readStartOptions(given, '/x')).toEqual({
      directory: '/y',
      pagePort: 8080,
      context: ['onFinding=hold', 'maxSize=1MiB'],
    });
  });
});
