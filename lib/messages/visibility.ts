import { Duration } from 'aws-cdk-lib';
import { functions, type FunctionName } from '../../lambda/functions.js';

/**
 * How long a message stays hidden from others while a function works on it. Lambda developer guide, "Using Lambda with
 * Amazon SQS": six times the function's timeout.
 */
export const hiddenWhile = (name: FunctionName): Duration =>
  Duration.seconds(6 * functions[name].timeoutSeconds);
