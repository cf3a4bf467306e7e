import { expect, test } from '@jest/globals';
import { readOptions, removalCommand } from './options.js';

test('nothing is deployed without a region', () => {
  expect(() => readOptions(['--profile', 'sandbox'])).toThrow('--region is missing');
});

test('only known suites are run', () => {
  expect(() => readOptions(['--region', 'eu-west-1', '--suites', 'some'])).toThrow('expected short or all');
});

test('the command that removes everything is for the same account and region', () => {
  const command = removalCommand(readOptions(['--region', 'eu-west-1', '--profile', 'sandbox']));
  expect(command).toBe('npm run verify:aws -- --region eu-west-1 --profile sandbox --remove');
  expect(readOptions(command.split(' -- ')[1]?.split(' ') ?? [])).toMatchObject({
    remove: true,
    profile: 'sandbox',
  });
});
